using NcpPowerShell.Errors;

namespace NcpPowerShell.Tests.Nsml;

public class NsmlClientTests : EmulatorTest
{
    [Fact]
    public async Task The_documented_keys_come_out_field_by_field()
    {
        var keys = await Nsml.GetAuthKeysAsync();

        Assert.Equal("*********************************", keys[0].Name);
        Assert.Equal("authkey", keys[0].Title);
        Assert.Equal("**:**:**:**:**:**:**:**:**:**:**:**:**:**:**:**", keys[0].Fingerprint);
        Assert.Equal(new DateTime(2024, 9, 3, 9, 36, 40), keys[0].CreateTime);
        Assert.Equal(DateTimeKind.Unspecified, keys[0].CreateTime!.Value.Kind);
        Assert.Equal("authkey111", keys[1].Title);
    }

    [Fact]
    public async Task A_time_in_another_format_is_kept_as_text()
    {
        Answer("""{"keyList":[{"title":"a","createTime":"2024-09-03T09:36:40Z"}],"totalCount":1}""");
        var key = Assert.Single(await Nsml.GetAuthKeysAsync());

        Assert.Null(key.CreateTime);
        Assert.Equal("2024-09-03T09:36:40Z", key.AdditionalProperties["createTime"]);
    }

    [Fact]
    public async Task Without_its_api_key_nothing_is_sent()
    {
        var session = Connect(configure: options => options.NsmlApiKey = null);
        var e = await Assert.ThrowsAsync<NcpException>(() => new NcpPowerShell.Nsml.NsmlClient(session).GetAuthKeysAsync());

        Assert.Equal(NcpErrorKind.MissingNsmlApiKey, e.Kind);
        Assert.Equal(0, RequestCount);
    }
}
