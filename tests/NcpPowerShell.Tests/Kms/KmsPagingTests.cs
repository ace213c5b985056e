using NcpPowerShell.Emulator;

namespace NcpPowerShell.Tests.Kms;

public class KmsPagingTests : EmulatorTest
{
    protected override EmulatorOptions Options => new() { GeneratedKeys = 450 };

    [Fact]
    public async Task Following_next_visits_every_key_once()
    {
        var tags = new List<string>();
        for (long? position = 1; position is not null;)
        {
            var page = await Kms.GetKeyPageAsync(position.Value);
            tags.AddRange(page.Items.Select(key => key.KeyTag));
            position = page.Next;
            Assert.Equal(page.TotalCount, Emulator.State.Keys.Count);
        }

        Assert.Equal(Emulator.State.Keys.Count, tags.Distinct().Count());
        Assert.Equal(tags.Count, tags.Distinct().Count());
    }
}
