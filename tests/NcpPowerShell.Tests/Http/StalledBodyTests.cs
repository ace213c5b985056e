using System.Net;
using NcpPowerShell.Emulator.Faults;
using NcpPowerShell.Errors;
using NcpPowerShell.Kms;

namespace NcpPowerShell.Tests.Http;

/// <summary>Status and headers have come, and half of the body; the rest never does.</summary>
public class StalledBodyTests : EmulatorTest
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        Arm(new Fault { Stall = true });
    }

    [Fact]
    public async Task The_timeout_of_the_attempt_ends_it()
    {
        var kms = new KmsClient(Connect(configure: options => options.Timeout = TimeSpan.FromSeconds(1)));
        var e = await Assert.ThrowsAsync<NcpApiException>(() => kms.GetKeyAsync(SeedTag).WaitAsync(Patience));

        Assert.Equal(NcpErrorKind.Timeout, e.Kind);
        Assert.Equal(HttpStatusCode.OK, e.StatusCode);
        await AssertLeftAsync();
    }

    [Fact]
    public async Task A_cancelled_token_ends_it()
    {
        using var stopping = new CancellationTokenSource(TimeSpan.FromSeconds(1));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Kms.GetKeyAsync(SeedTag, cancellationToken: stopping.Token).WaitAsync(Patience));

        await AssertLeftAsync();
    }

    // The emulator notices a closed connection a moment after it was closed.
    private async Task AssertLeftAsync()
    {
        using var limit = new CancellationTokenSource(Patience);
        while (Emulator.State.Stats.Snapshot().InFlight > 0)
        {
            await Task.Delay(20, limit.Token);
        }
    }
}
