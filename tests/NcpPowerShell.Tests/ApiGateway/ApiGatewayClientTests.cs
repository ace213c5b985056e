using System.Security;
using NcpPowerShell.ApiGateway;
using NcpPowerShell.Credentials;

namespace NcpPowerShell.Tests.ApiGateway;

public class ApiGatewayClientTests : EmulatorTest
{
    [Fact]
    public async Task The_documented_key_comes_out_field_by_field()
    {
        Answer("""
            {
              "apiKey": {
                "apiKeyId": "*****bgro1",
                "tenantId": "*****02f55ae4436913a6e2c65bab47c",
                "apiKeyName": "apiKeyName",
                "apiKeyDescription": "apiKeyDescription",
                "primaryKey": "*****f7AOklrKqLQiZfLRUPnXsHHLQi4jhYURYSU",
                "secondaryKey": "*****a2121vr736Q7JlU2L3erP7Kkuryvu2iJRi8",
                "modifier": "d12c9fd0-****-****-****-246e96591a38",
                "isEnabled": false,
                "modTime": "2024-05-08T00:21:31Z",
                "domainCode": "PUB"
              }
            }
            """);
        var key = await ApiGateway.ResetKeyAsync("x", ApiGatewayKeyType.Primary);

        Assert.Equal("*****bgro1", key.ApiKeyId);
        Assert.Equal("*****02f55ae4436913a6e2c65bab47c", key.TenantId);
        Assert.Equal("apiKeyName", key.ApiKeyName);
        Assert.Equal("apiKeyDescription", key.ApiKeyDescription);
        Assert.Equal("*****f7AOklrKqLQiZfLRUPnXsHHLQi4jhYURYSU", Secure.Reveal((SecureString)key.PrimaryKey!));
        Assert.Equal("*****a2121vr736Q7JlU2L3erP7Kkuryvu2iJRi8", Secure.Reveal((SecureString)key.SecondaryKey!));
        Assert.Equal("d12c9fd0-****-****-****-246e96591a38", key.Modifier);
        Assert.False(key.IsEnabled);
        Assert.Equal(new DateTimeOffset(2024, 5, 8, 0, 21, 31, TimeSpan.Zero), key.ModTime);
        Assert.Equal("PUB", key.DomainCode);
        Assert.Empty(key.AdditionalProperties);
    }

    [Fact]
    public async Task A_reset_changes_that_value_alone()
    {
        var listed = (await ApiGateway.GetKeyPageAsync()).Items[0];
        Assert.Null(listed.PrimaryKey);

        var before = await ApiGateway.GetKeyAsync(listed.ApiKeyId);
        var after = await ApiGateway.ResetKeyAsync(listed.ApiKeyId, ApiGatewayKeyType.Secondary);
        var read = await ApiGateway.GetKeyAsync(listed.ApiKeyId);

        Assert.Equal(Plain(before.PrimaryKey), Plain(after.PrimaryKey));
        Assert.NotEqual(Plain(before.SecondaryKey), Plain(after.SecondaryKey));
        Assert.Equal(Plain(after.SecondaryKey), Plain(read.SecondaryKey));
        Assert.Equal(1, Emulator.State.Stats.Snapshot().ResetsById[listed.ApiKeyId]);
    }

    [Fact]
    public async Task A_time_with_an_offset_is_understood()
    {
        Answer("""{"apiKeyId":"k","modTime":"2000-01-23T04:56:07.000+00:00"}""");
        Assert.Equal(new DateTimeOffset(2000, 1, 23, 4, 56, 7, TimeSpan.Zero), (await ApiGateway.GetKeyAsync("k")).ModTime);
    }

    [Theory]
    [InlineData(0, 3, 5, 3)]
    [InlineData(3, 2, 5, null)]
    [InlineData(0, 0, 5, null)]
    public async Task Paging_ends_at_the_total_or_at_an_empty_page(long offset, int count, int total, int? next)
    {
        var items = string.Join(",", Enumerable.Range(0, count).Select(i => $$"""{"apiKeyId":"k{{i}}"}"""));
        Answer($$"""{"apiKeys":[{{items}}],"total":{{total}},"initialCount":0}""");
        Assert.Equal(next, (await ApiGateway.GetKeyPageAsync(offset)).Next);
    }

    private static string Plain(object? key) => Secure.Reveal((SecureString)key!);
}
