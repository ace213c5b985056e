using System.Text;
using System.Text.RegularExpressions;
using NcpPowerShell.ApiGateway;
using NcpPowerShell.Emulator.Faults;
using NcpPowerShell.Errors;

namespace NcpPowerShell.Tests.Http;

/// <summary>2,000 answers that are not what was promised: never a crash, never a hang, always one documented error.</summary>
public class MalformedAnswerTests : EmulatorTest
{
    private const string Key = """{"keyId":1,"keyTag":"t","keyName":"n","status":"ENABLE","currentVersion":3,"isConvergent":true,"registerDate":1733380631000,"memo":"m","extra":"e","migrationInfo":{"status":"FAILED"}}""";
    private const string Version = """{"version":1,"status":"ENABLE","statusDate":1733875954000}""";
    private const string ApiKey = """{"apiKeyId":"k","apiKeyName":"n","primaryKey":"p","secondaryKey":"s","isEnabled":false,"modTime":"2024-05-08T00:21:31Z"}""";

    private readonly Random _random = new(20261123);

    private (string Body, Func<Task> Ask)[] Operations =>
    [
        ("""{"code":"SUCCESS","data":""" + Key + "}", () => Kms.GetKeyAsync("t")),
        ($$$"""{"code":"SUCCESS","data":{"keyList":[{{{Key}}},{{{Key}}}],"currentPageNo":1,"totalPageNo":1,"totalCount":2}}""", () => Kms.GetKeyPageAsync()),
        ($$$"""{"code":"SUCCESS","data":{"keyTag":"t","currentVersion":1,"versionList":[{{{Version}}},{{{Version}}}]}}""", () => Kms.GetKeyVersionsAsync("t")),
        ("""{"code":"SUCCESS","data":{"tokenGeneratorId":"g","status":"ACTIVE","enabledDate":1733708179000,"issuedTokenCount":1}}""", () => Kms.GetTokenGeneratorAsync("t")),
        ("""{"keyList":[{"name":"n","title":"t","fingerprint":"f","createTime":"2024-09-03 09:36:40"}]}""", () => Nsml.GetAuthKeysAsync()),
        ($$"""{"apiKeys":[{{ApiKey}}],"total":1}""", () => ApiGateway.GetKeyPageAsync()),
        (ApiKey, () => ApiGateway.GetKeyAsync("k")),
        ("""{"apiKey":""" + ApiKey + "}", () => ApiGateway.ResetKeyAsync("k", ApiGatewayKeyType.Primary)),
    ];

    private Func<string, Fault>[] Damages =>
    [
        body => Raw(Encoding.UTF8.GetBytes(body)[.._random.Next(body.Length)]),
        body => Raw(Insert(body, 0x01)),
        body => Raw(Insert(body, 0xFF)),
        body => Raw(Insert(body, 0xC0)),
        body => Text(ReplaceValue(body, "[1]")),
        body => Text(ReplaceValue(body, "{\"a\":{}}")),
        body => Text(ReplaceValue(body, "-")),
        body => Text(ReplaceValue(body, new string('[', 5000) + new string(']', 5000))),
        body => Text(ReplaceValue(body, "1" + new string('0', _random.Next(400, 4000)) + "x")),
        body => Text(body + body),
        body => Text(new string('[', _random.Next(1, 100_000))),
        body => Text(_random.Next(2) == 0 ? "null" : "[]"),
        body => new Fault { Status = 200, Body = body, ContentType = _random.Next(2) == 0 ? "text/html" : "application/xml" },
        body => new Fault { Garbage = true },
        body => new Fault { Truncate = true, Status = 200, Body = body },
    ];

    [Fact]
    public async Task Each_of_two_thousand_is_one_documented_error()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        for (var i = 0; i < 2000; i++)
        {
            var (body, ask) = Operations[i % Operations.Length];
            var fault = Damages[i % Damages.Length](body);
            Arm(fault);

            var failure = await Record.ExceptionAsync(() => ask().WaitAsync(patience.Token));

            var e = Assert.IsType<NcpApiException>(failure);
            Assert.True(
                e.Kind == (fault.Truncate ? NcpErrorKind.ConnectionFailed : NcpErrorKind.UnexpectedAnswer),
                $"number {i}: {e.Kind}, {e.Message}, for {fault.Body}");
        }
    }

    [Theory]
    [InlineData('[')]
    [InlineData(' ')]
    [InlineData('a')]
    public async Task Ten_megabytes_are_refused_while_reading(char filler)
    {
        Answer(new string(filler, 10 * 1024 * 1024));
        var e = await Assert.ThrowsAsync<NcpApiException>(() => Kms.GetKeyAsync("t"));

        Assert.Equal(NcpErrorKind.UnexpectedAnswer, e.Kind);
    }

    [Fact]
    public async Task Half_a_million_unknown_fields_are_read_in_one_pass()
    {
        var fields = string.Concat(Enumerable.Range(0, 500_000).Select(i => $",\"f{i}\":1"));
        Answer($$$"""{"code":"SUCCESS","data":{"keyTag":"t"{{{fields}}}}}""");
        var key = await Kms.GetKeyAsync("t").WaitAsync(TimeSpan.FromSeconds(30));

        Assert.Equal(500_000, key.AdditionalProperties.Count);
    }

    [Fact]
    public async Task A_large_answer_within_the_limit_is_read()
    {
        Answer($$$"""{"code":"SUCCESS","data":{"keyTag":"t","memo":"{{{new string('m', 7 * 1024 * 1024)}}}"}}""");
        Assert.Equal(7 * 1024 * 1024, (await Kms.GetKeyAsync("t")).Memo!.Length);
    }

    private static Fault Text(string body) => new() { Status = 200, Body = body, ContentType = "application/json" };

    private static Fault Raw(byte[] body) => body.Length == 0
        ? Text("")
        : new() { Status = 200, BodyBase64 = Convert.ToBase64String(body), ContentType = "application/json" };

    private byte[] Insert(string body, byte stranger)
    {
        var bytes = Encoding.UTF8.GetBytes(body).ToList();
        bytes.Insert(_random.Next(1, bytes.Count), stranger);
        return [.. bytes];
    }

    // One of the values becomes something of another type; only "extra" may be of any.
    private string ReplaceValue(string body, string value)
    {
        var values = Regex.Matches(body, """(?<=:)(?<!"extra":)("[^"]*"|\d+|true|false)""");
        var victim = values[_random.Next(values.Count)];
        return body[..victim.Index] + value + body[(victim.Index + victim.Length)..];
    }
}
