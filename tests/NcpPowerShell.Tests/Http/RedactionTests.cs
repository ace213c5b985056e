using System.Net;
using NcpPowerShell.ApiGateway;
using NcpPowerShell.Errors;
using NcpPowerShell.Http;
using NcpPowerShell.Kms;
using NcpPowerShell.Nsml;

namespace NcpPowerShell.Tests.Http;

public class RedactionTests : EmulatorTest
{
    // Escaped by JSON writers in more than one way.
    private const string Awkward = "se+cr/et&<wi>\"th'\u00e9\\all";

    private readonly Recorder _recorder = new();

    [Fact]
    public async Task The_trace_shows_that_headers_were_sent_and_not_what_they_say()
    {
        await new NsmlClient(Session, _recorder).GetAuthKeysAsync();

        Assert.Contains("> GET http://127.0.0.1", _recorder.Text, StringComparison.Ordinal);
        Assert.Contains("x-ncp-apigw-signature-v2: [hidden]", _recorder.Text, StringComparison.Ordinal);
        Assert.Contains("x-ncp-iam-access-key: [hidden]", _recorder.Text, StringComparison.Ordinal);
        Assert.Contains("x-ncp-apigw-api-key: [hidden]", _recorder.Text, StringComparison.Ordinal);
        Assert.Contains("research-laptop", _recorder.Text, StringComparison.Ordinal);
        AssertClean();
    }

    [Fact]
    public async Task The_trace_hides_key_values_and_every_field_it_does_not_know()
    {
        Answer("""{"apiKey":{"apiKeyId":"a","primaryKey":"value-one","SecondaryKey":"value-two","tertiaryKey":["value-three"],"pin":1234567,"nested":{"apiKeyName":"shown","x":"value-four"}}}""");
        await new ApiGatewayClient(Session, _recorder).GetKeyAsync("a");

        Assert.Contains("shown", _recorder.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("value-", _recorder.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("1234567", _recorder.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_trace_hides_every_header_it_does_not_know()
    {
        Arm(new() { Status = 500, Body = "{}", Headers = new Dictionary<string, string> { ["X-Token"] = "value-one", ["Set-Cookie"] = "value-two", ["Location"] = "/value-three" } });
        await Assert.ThrowsAsync<NcpApiException>(() => new KmsClient(Session, _recorder).GetKeyAsync("a"));

        Assert.Contains("X-Token: [hidden]", _recorder.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("value-", _recorder.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(500, """{"error":{"errorCode":"@","message":"@","details":"@"}}""")]
    [InlineData(401, """{"error":{"errorCode":"200","message":"@"}}""")]
    [InlineData(500, """{"responseError":{"returnCode":"@","returnMessage":"@"}}""")]
    [InlineData(400, """{"code":"@","msg":"@"}""")]
    [InlineData(500, "oops @ oops")]
    [InlineData(200, """{"code":"FORBIDDEN","msg":"bad @"}""")]
    [InlineData(200, """{"code":"@","msg":"@","@":"@"}""")]
    [InlineData(200, """{"code":"SUCCESS","data":{"keyTag":5,"@":"@"}}""")]
    [InlineData(200, "not json @")]
    public async Task A_failure_that_echoes_a_secret_does_not_show_it(int status, string body)
    {
        foreach (var secret in new[] { Emulator.SecretKey, Emulator.NsmlApiKey, Emulator.AccessKey })
        {
            Arm(new() { Status = status, Body = body.Replace("@", secret, StringComparison.Ordinal), Headers = new Dictionary<string, string> { ["x-ncp-trace-id"] = secret, ["x-ncp-request-id"] = secret } });
            var e = await Assert.ThrowsAsync<NcpApiException>(() => new KmsClient(Session, _recorder).GetKeyAsync("a"));

            Assert.DoesNotContain(secret, e + e.Code + e.ServiceMessage + e.RequestId, StringComparison.Ordinal);
        }

        AssertClean();
    }

    [Fact]
    public async Task A_secret_that_json_escapes_is_found_all_the_same()
    {
        var session = Connect(secretKey: Awkward);
        Answer($$$"""{"error":{"errorCode":"900","message":{{{System.Text.Json.JsonSerializer.Serialize(Awkward)}}}}}""", 500);
        var e = await Assert.ThrowsAsync<NcpApiException>(() => new KmsClient(session, _recorder).GetKeyAsync("a"));

        Assert.Equal("***", e.ServiceMessage);
        Assert.Contains("\"message\":\"***\"", _recorder.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_that_echoes_a_secret_does_not_show_it()
    {
        Answer($$$"""{"code":"SUCCESS","data":{"keyTag":"a","memo":"{{{Emulator.SecretKey}}}","x":"{{{Emulator.SecretKey}}}","{{{Emulator.SecretKey}}}":[{"y":"{{{Emulator.NsmlApiKey}}}"}]}}""");
        var key = await new KmsClient(Session, _recorder).GetKeyAsync("a");
        var shown = System.Text.Json.JsonSerializer.Serialize(key);

        Assert.Equal("***", key.Memo);
        Assert.DoesNotContain(Emulator.SecretKey, shown, StringComparison.Ordinal);
        Assert.DoesNotContain(Emulator.NsmlApiKey, shown, StringComparison.Ordinal);
        AssertClean();
    }

    [Fact]
    public async Task A_key_value_that_was_asked_for_is_given_even_when_it_is_the_sessions_own()
    {
        Answer($$$"""{"apiKey":{"apiKeyId":"a","primaryKey":"{{{Emulator.NsmlApiKey}}}"}}""");
        var key = await new ApiGatewayClient(Session, _recorder).GetKeyAsync("a");

        Assert.Equal(Emulator.NsmlApiKey, key.Reveal().PrimaryKey);
        AssertClean();
    }

    [Theory]
    [InlineData("""{"apiKey":{"apiKeyId":"a","primaryKey":"value-one" """)]
    [InlineData("\uFEFF <apiKey><primaryKey>value-one</primaryKey></apiKey>")]
    [InlineData("\"value-one\"")]
    public async Task A_failure_in_no_known_shape_does_not_show_what_may_be_a_key(string body)
    {
        Answer(body, 500, "text/plain");
        var e = await Assert.ThrowsAsync<NcpApiException>(() => new ApiGatewayClient(Session, _recorder).GetKeyAsync("a"));

        Assert.DoesNotContain("value-one", e + _recorder.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_listing_never_has_key_values()
    {
        Answer("""{"apiKeys":[{"apiKeyId":"a","primaryKey":"value-one","secondaryKey":"value-two","primaryKey":"value-three"}],"total":1}""");
        var key = Assert.Single((await ApiGateway.GetKeyPageAsync()).Items);

        Assert.Null(key.PrimaryKey);
        Assert.Null(key.SecondaryKey);
        Assert.Empty(key.AdditionalProperties);
    }

    [Fact]
    public async Task A_code_with_control_characters_does_not_reach_the_terminal()
    {
        Answer("""{"error":{"errorCode":"9\u001b[31m","message":"m"}}""", 500);
        var e = await Assert.ThrowsAsync<NcpApiException>(() => Kms.GetKeyAsync("tag"));

        Assert.DoesNotContain(e.Message + e.Code, char.IsControl);
    }

    private void AssertClean()
    {
        Assert.DoesNotContain(Emulator.SecretKey, _recorder.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(Emulator.NsmlApiKey, _recorder.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(Emulator.AccessKey, _recorder.Text, StringComparison.Ordinal);
    }

    private sealed class Recorder : IRequestObserver
    {
        private readonly List<string> _texts = [];

        public string Text => string.Join('\n', _texts);

        public bool WantsExchanges => true;

        public void Attempted(NcpRequest request, HttpStatusCode? status, TimeSpan elapsed, int attempt) => _texts.Add(request.Uri.AbsoluteUri);

        public void Retrying(NcpRequest request, string reason, TimeSpan delay, int nextAttempt, int attempts) => _texts.Add(reason);

        public void Throttled() => _texts.Add("throttled");

        public void ClockCorrected(TimeSpan difference) => _texts.Add("clock");

        public void Exchanged(string text) => _texts.Add(text);
    }
}
