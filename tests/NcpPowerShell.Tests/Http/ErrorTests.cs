using System.Net;
using NcpPowerShell.Errors;

namespace NcpPowerShell.Tests.Http;

public class ErrorTests : EmulatorTest
{
    [Theory]
    [InlineData(400, """{"error":{"errorCode":"100","message":"Bad Request Exception"}}""", NcpErrorKind.BadRequest, "100")]
    [InlineData(401, """{"error":{"errorCode":"200","message":"Authentication Failed","details":"Invalid"}}""", NcpErrorKind.AuthenticationFailed, "200")]
    [InlineData(401, """{"error":{"errorCode":"210","message":"Permission Denied"}}""", NcpErrorKind.PermissionDenied, "210")]
    [InlineData(401, """{"error":{"errorCode":210,"message":"Permission Denied"}}""", NcpErrorKind.PermissionDenied, "210")]
    [InlineData(401, "", NcpErrorKind.AuthenticationFailed, null)]
    [InlineData(403, """{"code":"FORBIDDEN","msg":"Forbidden"}""", NcpErrorKind.PermissionDenied, "FORBIDDEN")]
    [InlineData(404, """{"error":{"errorCode":"300","message":"Not Found Exception"}}""", NcpErrorKind.NotFound, "300")]
    [InlineData(408, "", NcpErrorKind.Timeout, null)]
    [InlineData(413, """{"error":{"errorCode":"430","message":"Request Entity Too Large"}}""", NcpErrorKind.RequestTooLarge, "430")]
    [InlineData(401, """{"error":{"errorCode":"210","message":"Permission Denied","details":{"a":1}}}""", NcpErrorKind.PermissionDenied, "210")]
    [InlineData(429, """{"error":{"errorCode":"400","message":["Quota Exceeded"],"details":[]}}""", NcpErrorKind.QuotaExceeded, "400")]
    [InlineData(404, """{"status":404,"error":"Not Found","code":"NO_PATH"}""", NcpErrorKind.NotFound, "NO_PATH")]
    [InlineData(418, "I am a teapot", NcpErrorKind.Rejected, null)]
    [InlineData(422, """{"code":"UNPROCESSABLE_ENTITY","msg":"Invalid status","data":null}""", NcpErrorKind.InvalidState, "UNPROCESSABLE_ENTITY")]
    [InlineData(429, """{"error":{"errorCode":"400","message":"Quota Exceeded"}}""", NcpErrorKind.QuotaExceeded, "400")]
    [InlineData(429, """{"error":{"errorCode":"410","message":"Throttle Limited"}}""", NcpErrorKind.Throttled, "410")]
    [InlineData(429, """{"error":{"errorCode":"420","message":"Rate Limited"}}""", NcpErrorKind.Throttled, "420")]
    [InlineData(500, """{"responseError":{"returnCode":"1000","returnMessage":"try again later"}}""", NcpErrorKind.ServiceFailed, "1000")]
    [InlineData(500, """{"error":{"errorCode":"900","message":"Unexpected Error"}}""", NcpErrorKind.ServiceFailed, "900")]
    [InlineData(503, "<html>down</html>", NcpErrorKind.ServiceFailed, null)]
    [InlineData(302, "", NcpErrorKind.UnexpectedAnswer, null)]
    [InlineData(200, """{"code":"FORBIDDEN","msg":"Forbidden"}""", NcpErrorKind.PermissionDenied, "FORBIDDEN")]
    [InlineData(200, """{"code":"UNPROCESSABLE_ENTITY","msg":"Invalid status","data":null}""", NcpErrorKind.InvalidState, "UNPROCESSABLE_ENTITY")]
    [InlineData(200, """{"code":"NOT_AUTHORIZED_ACTION","msg":"?"}""", NcpErrorKind.PermissionDenied, "NOT_AUTHORIZED_ACTION")]
    [InlineData(200, """{"code":"NOT_EXIST_KEY","msg":"?"}""", NcpErrorKind.NotFound, "NOT_EXIST_KEY")]
    [InlineData(200, """{"code":"EMPTY_KEY","msg":"?"}""", NcpErrorKind.UnexpectedAnswer, "EMPTY_KEY")]
    public async Task Every_documented_failure_has_its_kind(int status, string body, NcpErrorKind kind, string? code)
    {
        Answer(body, status);
        var e = await Assert.ThrowsAsync<NcpApiException>(() => Kms.GetKeyAsync("tag"));

        Assert.Equal(kind, e.Kind);
        Assert.Equal((HttpStatusCode)status, e.StatusCode);
        Assert.Equal(code, e.Code);
        Assert.Equal("GET", e.Method);
        Assert.Equal("/kms/v1/keys/tag", e.Path);
        Assert.NotNull(e.RequestId);
        Assert.False(e.MayHaveTakenEffect);
    }

    [Fact]
    public async Task The_message_says_what_ncp_says()
    {
        Answer("""{"error":{"errorCode":"200","message":"Authentication Failed","details":"Authentication information are missing."}}""", 401);
        var e = await Assert.ThrowsAsync<NcpApiException>(() => Kms.GetKeyAsync("tag"));

        Assert.Equal("Authentication Failed: Authentication information are missing", e.ServiceMessage!.TrimEnd('.'));
        Assert.Contains("401 / 200", e.Message, StringComparison.Ordinal);
        Assert.Contains("check the secret key of explicit", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_secret_key_is_told_with_the_clock()
    {
        Emulator.State.Settings = Emulator.State.Settings with { ClockOffsetSeconds = 7 };
        var session = Connect(secretKey: "wrong");
        var e = await Assert.ThrowsAsync<NcpApiException>(() => new NcpPowerShell.Kms.KmsClient(session).GetKeyAsync(SeedTag));

        Assert.Equal(NcpErrorKind.AuthenticationFailed, e.Kind);
        Assert.InRange(e.ClockDifference.TotalSeconds, 5, 8);
        Assert.Matches("your clock is [678] s behind", e.Message);
    }

    [Fact]
    public async Task Control_characters_of_a_message_do_not_reach_the_terminal()
    {
        Answer("""{"error":{"errorCode":"900","message":"red\u001b[31m\r\nline"}}""", 500);
        var e = await Assert.ThrowsAsync<NcpApiException>(() => Kms.GetKeyAsync("tag"));

        Assert.DoesNotContain(e.Message, char.IsControl);
    }

    [Fact]
    public async Task A_message_that_echoes_the_secret_key_is_masked()
    {
        Answer($$$"""{"error":{"errorCode":"900","message":"bad {{{Emulator.SecretKey}}} here"}}""", 500);
        var e = await Assert.ThrowsAsync<NcpApiException>(() => Kms.GetKeyAsync("tag"));

        Assert.DoesNotContain(Emulator.SecretKey, e.ToString(), StringComparison.Ordinal);
        Assert.Contains("bad *** here", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1733380631000.0", "true")]
    [InlineData("\"1733380631000\"", "\"true\"")]
    [InlineData("1.733380631e12", "\"True\"")]
    public async Task A_number_or_boolean_in_another_spelling_is_understood(string date, string flag)
    {
        Answer($$$"""{"code":"SUCCESS","data":{"keyTag":"t","registerDate":{{{date}}},"isConvergent":{{{flag}}},"currentVersion":"","destroyDate":"","isAutoRotation":""}}""");
        var key = await Kms.GetKeyAsync("t");

        Assert.Equal(DateTimeOffset.FromUnixTimeMilliseconds(1733380631000), key.RegisterDate);
        Assert.True(key.IsConvergent);
        Assert.Null(key.CurrentVersion);
        Assert.Null(key.DestroyDate);
        Assert.Null(key.IsAutoRotation);
    }

    [Theory]
    [InlineData("")]
    [InlineData("not json")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"code":"SUCCESS"}""")]
    [InlineData("""{"code":"SUCCESS","data":null}""")]
    [InlineData("""{"code":"SUCCESS","data":[]}""")]
    [InlineData("""{"code":"SUCCESS","data":{}}""")]
    [InlineData("""{"code":"SUCCESS","data":{"keyTag":5}}""")]
    [InlineData("""{"code":"SUCCESS","data":{"keyTag":"t","keyId":1e400}}""")]
    [InlineData("""{"code":"SUCCESS","data":{"keyTag":"t","currentVersion":99999999999}}""")]
    [InlineData("""{"code":"SUCCESS","data":{"keyTag":"t","registerDate":99999999999999999}}""")]
    [InlineData("""{"code":"SUCCESS","data":{"keyTag":"t","isConvergent":"maybe"}}""")]
    [InlineData("""{"code":"SUCCESS","data":{"keyTag":"t","currentVersion":1.5}}""")]
    [InlineData("""{"code":"SUCCESS","data":{"keyTag":"t","registerDate":"soon"}}""")]
    [InlineData("""{"code":"SUCCESS","data":{"keyTag":"t","registerDate":1e-50}}""")]
    [InlineData("""{"code":"SUCCESS","data":{"keyTag":"t","currentVersion":1.00000000000000000000000000000000001}}""")]
    [InlineData("""{"code":"SUCCESS","data":{"keyTag":"t"}""")]
    public async Task A_success_that_is_not_what_was_promised_is_an_unexpected_answer(string body)
    {
        Answer(body);
        var e = await Assert.ThrowsAsync<NcpApiException>(() => Kms.GetKeyAsync("tag"));

        Assert.Equal(NcpErrorKind.UnexpectedAnswer, e.Kind);
    }

    [Fact]
    public async Task A_page_of_html_is_not_taken_for_an_answer()
    {
        Answer("""{"code":"SUCCESS","data":{"keyTag":"t"}}""", contentType: "text/html");
        var e = await Assert.ThrowsAsync<NcpApiException>(() => Kms.GetKeyAsync("tag"));

        Assert.Equal(NcpErrorKind.UnexpectedAnswer, e.Kind);
        Assert.Contains("text/html", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_byte_order_mark_is_read_over()
    {
        Answer("\uFEFF{\"code\":\"SUCCESS\",\"data\":{\"keyTag\":\"t\"}}");
        Assert.Equal("t", (await Kms.GetKeyAsync("tag")).KeyTag);
    }

    [Fact]
    public async Task No_connection_is_told_apart_from_a_broken_one()
    {
        Arm(new() { Abort = true });
        var broken = await Assert.ThrowsAsync<NcpApiException>(() => Kms.GetKeyAsync("tag"));
        using var nobody = NcpSession.Connect("ak", NcpPowerShell.Credentials.Secure.From("sk"), new() { Endpoint = new Uri("http://127.0.0.1:1"), MaximumRetryCount = 0 });
        var refused = await Assert.ThrowsAsync<NcpApiException>(() => new NcpPowerShell.Kms.KmsClient(nobody).GetKeyAsync("tag"));

        Assert.Equal(NcpErrorKind.ConnectionFailed, broken.Kind);
        Assert.Equal(NcpErrorKind.ConnectionFailed, refused.Kind);
        Assert.Contains("broke", broken.Message, StringComparison.Ordinal);
        Assert.Contains("could not connect", refused.Message, StringComparison.Ordinal);
        Assert.Null(refused.StatusCode);
    }

    [Fact]
    public async Task A_truncated_answer_is_a_broken_connection()
    {
        Arm(new() { Truncate = true });
        var e = await Assert.ThrowsAsync<NcpApiException>(() => Kms.GetKeyAsync(SeedTag));

        Assert.Equal(NcpErrorKind.ConnectionFailed, e.Kind);
        Assert.Equal(HttpStatusCode.OK, e.StatusCode);
    }

    [Fact]
    public async Task A_slow_answer_is_a_timeout()
    {
        Arm(new() { DelayMs = 30_000 });
        var session = Connect(configure: options => options.Timeout = TimeSpan.FromMilliseconds(200));
        var e = await Assert.ThrowsAsync<NcpApiException>(() => new NcpPowerShell.Kms.KmsClient(session).GetKeyAsync(SeedTag));

        Assert.Equal(NcpErrorKind.Timeout, e.Kind);
    }

    [Fact]
    public async Task A_body_over_the_limit_is_not_read_to_its_end()
    {
        Answer(new string(' ', 9 * 1024 * 1024));
        var e = await Assert.ThrowsAsync<NcpApiException>(() => Kms.GetKeyAsync("tag"));

        Assert.Equal(NcpErrorKind.UnexpectedAnswer, e.Kind);
        Assert.Contains("8 MB", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_closed_session_says_so()
    {
        Session.Dispose();
        var e = await Assert.ThrowsAsync<NcpException>(() => Kms.GetKeyAsync("tag"));

        Assert.Equal(NcpErrorKind.SessionClosed, e.Kind);
    }

    [Fact]
    public async Task A_cancelled_request_is_a_cancellation_and_not_a_failure()
    {
        Arm(new() { DelayMs = 30_000 });
        using var cancel = new CancellationTokenSource();
        var asking = Kms.GetKeyAsync(SeedTag, cancellationToken: cancel.Token);
        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asking);
    }
}
