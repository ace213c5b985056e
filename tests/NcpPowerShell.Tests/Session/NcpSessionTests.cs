using System.Text.Json;
using NcpPowerShell.Credentials;
using NcpPowerShell.Endpoints;
using NcpPowerShell.Errors;
using NcpPowerShell.Kms;

namespace NcpPowerShell.Tests.Session;

public class NcpSessionTests : EmulatorTest
{
    [Fact]
    public void It_shows_facts_and_no_secret()
    {
        var shown = JsonSerializer.Serialize(Session) + Session;

        Assert.Contains("explicit", shown, StringComparison.Ordinal);
        Assert.DoesNotContain(Emulator.SecretKey, shown, StringComparison.Ordinal);
        Assert.DoesNotContain(Emulator.NsmlApiKey, shown, StringComparison.Ordinal);
        Assert.DoesNotContain(Emulator.AccessKey, shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Requests_under_way_end_at_once_when_the_session_does()
    {
        Arm(new() { DelayMs = 30_000, Times = -1 });
        var asking = Enumerable.Range(0, 8).Select(_ => Kms.GetKeyAsync(SeedTag)).ToArray();
        await Task.Delay(200);
        Session.Dispose();

        foreach (var task in asking)
        {
            var e = await Assert.ThrowsAsync<NcpException>(() => task.WaitAsync(TimeSpan.FromSeconds(5)));
            Assert.Equal(NcpErrorKind.SessionClosed, e.Kind);
        }
    }

    [Fact]
    public async Task A_session_that_ends_between_two_attempts_makes_no_other()
    {
        Arm(new() { Code = "410", RetryAfter = "30", Times = -1 });
        var session = Connect(configure: options => options.MaximumRetryCount = 4);
        var asking = new KmsClient(session).GetKeyAsync(SeedTag);
        await Task.Delay(300);
        session.Dispose();

        Assert.Equal(NcpErrorKind.SessionClosed, (await Assert.ThrowsAsync<NcpException>(() => asking.WaitAsync(TimeSpan.FromSeconds(5)))).Kind);
        Assert.Equal(1, RequestCount);
    }

    [Fact]
    public async Task Two_sessions_do_not_know_of_each_other()
    {
        Emulator.State.Credentials.Add(new("second-access-key", "second-secret-key"));
        var second = Connect("second-secret-key", "second-access-key");
        await Kms.GetKeyAsync(SeedTag);
        await new KmsClient(second).GetKeyAsync(SeedTag);
        Session.Dispose();
        await new KmsClient(second).GetKeyAsync(SeedTag);

        Assert.Equal([Emulator.AccessKey, "second-access-key", "second-access-key"], Emulator.State.Requests.Snapshot().Select(entry => entry.AccessKey));
    }

    [Theory]
    [InlineData(NcpSite.Fin, true)]
    [InlineData(NcpSite.Fin, false)]
    [InlineData(NcpSite.Gov, false)]
    public async Task A_service_the_site_does_not_have_is_never_asked(NcpSite site, bool isKms)
    {
        var session = Connect(configure: options => options.Site = site);
        var e = await Assert.ThrowsAsync<NcpException>(() => isKms
            ? new KmsClient(session).GetKeyAsync(SeedTag)
            : new NcpPowerShell.Nsml.NsmlClient(session).GetAuthKeysAsync());

        Assert.Equal(NcpErrorKind.ServiceNotInSite, e.Kind);
        Assert.Equal(0, RequestCount);
    }

    [Fact]
    public async Task A_test_makes_one_signed_request()
    {
        var test = await Session.TestAsync();

        Assert.True(test.IsUsable);
        Assert.Equal(TimeSpan.Zero, test.ClockDifference);
        Assert.Null(test.Message);
        Assert.True(test.Milliseconds > 0);
        Assert.Equal("/kms/v1/keys?pageNo=1&pageSize=1", Assert.Single(Emulator.State.Requests.Snapshot()).Target);
    }

    [Fact]
    public async Task A_test_where_there_is_no_kms_asks_api_gateway()
    {
        var test = await Connect(configure: options => options.Site = NcpSite.Fin).TestAsync();

        Assert.True(test.IsUsable);
        Assert.StartsWith("/api/v1/", Assert.Single(Emulator.State.Requests.Snapshot()).Target, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(401, """{"error":{"errorCode":"200","message":"no"}}""", true, false, null)]
    [InlineData(401, """{"error":{"errorCode":"210","message":"no"}}""", true, true, false)]
    [InlineData(200, """{"code":"FORBIDDEN","msg":"no"}""", true, true, false)]
    [InlineData(429, """{"error":{"errorCode":"410","message":"no"}}""", true, null, null)]
    [InlineData(500, "", true, null, null)]
    [InlineData(302, "", true, null, null)]
    [InlineData(200, "<html>Please log in to the hotel network</html>", true, null, null)]
    public async Task A_test_tells_what_the_answer_tells_and_no_more(int status, string body, bool isReachable, bool? isAccepted, bool? hasPermission)
    {
        Answer(body, status);
        var test = await Connect(configure: options => options.MaximumRetryCount = 4).TestAsync();

        Assert.False(test.IsUsable);
        Assert.Equal(isReachable, test.IsReachable);
        Assert.Equal(isAccepted, test.IsSignatureAccepted);
        Assert.Equal(hasPermission, test.HasPermission);
        Assert.NotNull(test.Message);
        Assert.Equal(1, RequestCount);
    }

    [Fact]
    public async Task A_test_without_an_answer_says_unreachable()
    {
        using var session = NcpSession.Connect("ak", Secure.From("sk"), new() { Endpoint = new Uri("http://127.0.0.1:1") });
        var test = await session.TestAsync();

        Assert.False(test.IsReachable);
        Assert.Null(test.IsSignatureAccepted);
    }

    [Fact]
    public async Task A_test_measures_the_clock()
    {
        Emulator.State.Settings = Emulator.State.Settings with { ClockOffsetSeconds = 60 };
        Assert.InRange((await Session.TestAsync()).ClockDifference.TotalSeconds, 57, 62);
    }
}
