using NcpPowerShell.ApiGateway;
using NcpPowerShell.Emulator.Faults;
using NcpPowerShell.Errors;
using NcpPowerShell.Kms;

namespace NcpPowerShell.Tests.Http;

public class SignedPipelineTests : EmulatorTest
{
    private readonly RecordingObserver _observer = new();

    [Theory]
    [InlineData(408, null)]
    [InlineData(null, "410")]
    [InlineData(null, "420")]
    [InlineData(null, "900")]
    [InlineData(502, null)]
    [InlineData(null, "500")]
    [InlineData(null, "510")]
    public async Task A_read_is_repeated_with_a_fresh_signature(int? status, string? code)
    {
        Arm(new Fault { Status = status, Code = code, Times = 2 });
        var key = await Reading(retries: 3).GetKeyAsync(SeedTag);

        Assert.Equal(SeedTag, key.KeyTag);
        Assert.Equal([1, 2, 3], _observer.Attempts);
        Assert.All(Emulator.State.Requests.Snapshot(), request => Assert.Equal(NcpPowerShell.Emulator.Gateway.SignatureVerdict.Valid, request.Signature));
    }

    [Fact]
    public async Task The_last_failure_is_told_with_the_number_of_attempts()
    {
        Arm(new Fault { Code = "900", Times = -1 });
        var e = await Assert.ThrowsAsync<NcpApiException>(() => Reading(retries: 2).GetKeyAsync(SeedTag));

        Assert.Equal(NcpErrorKind.ServiceFailed, e.Kind);
        Assert.Equal(3, e.Attempts);
        Assert.Equal(2, _observer.Retries);
    }

    [Fact]
    public async Task A_timeout_is_repeated_for_a_read()
    {
        Arm(new Fault { DelayMs = 60_000 });
        var session = Connect(configure: options => (options.Timeout, options.MaximumRetryCount) = (TimeSpan.FromMilliseconds(300), 1));

        Assert.Equal(SeedTag, (await new KmsClient(session).GetKeyAsync(SeedTag)).KeyTag);
    }

    [Fact]
    public async Task A_used_up_quota_is_final()
    {
        Arm(new Fault { Status = 429, Body = """{"error":{"errorCode":"400","message":"Quota Exceeded"}}""" });
        var e = await Assert.ThrowsAsync<NcpApiException>(() => Reading(retries: 3).GetKeyAsync(SeedTag));

        Assert.Equal(NcpErrorKind.QuotaExceeded, e.Kind);
        Assert.Equal(1, RequestCount);
    }

    [Theory]
    [InlineData("1")]
    [InlineData("date")]
    public async Task Retry_after_is_honoured_in_both_forms(string form)
    {
        var retryAfter = form == "date" ? DateTimeOffset.UtcNow.AddSeconds(2).ToString("R") : form;
        Arm(new Fault { Code = "410", RetryAfter = retryAfter });
        await Reading(retries: 1).GetKeyAsync(SeedTag);

        Assert.InRange(_observer.LastDelay, TimeSpan.FromMilliseconds(900), TimeSpan.FromSeconds(2.1));
        Assert.Equal(1, _observer.Throttles);
    }

    [Fact]
    public async Task Retry_after_has_a_cap()
    {
        Arm(new Fault { Code = "410", RetryAfter = "86400" });
        using var impatient = new CancellationTokenSource(TimeSpan.FromMilliseconds(300));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Reading(retries: 1).GetKeyAsync(SeedTag, cancellationToken: impatient.Token));

        Assert.Equal(TimeSpan.FromSeconds(60), _observer.LastDelay);
    }

    [Theory]
    [InlineData(FaultMoment.Before, 0)]
    [InlineData(FaultMoment.After, 1)]
    public async Task A_write_that_broke_off_is_not_repeated(FaultMoment when, int resets)
    {
        Arm(new Fault { Method = "PATCH", Abort = true, When = when });
        var e = await Assert.ThrowsAsync<NcpApiException>(() => Writing(retries: 3).ResetKeyAsync("k2x7qbgro1", ApiGatewayKeyType.Primary));

        Assert.True(e.MayHaveTakenEffect);
        Assert.Equal(resets, Emulator.State.Stats.Snapshot().Resets);
        Assert.Equal(1, RequestCount);
    }

    [Fact]
    public async Task A_throttled_write_is_repeated()
    {
        Arm(new Fault { Method = "PATCH", Code = "420" });
        await Writing(retries: 1).ResetKeyAsync("k2x7qbgro1", ApiGatewayKeyType.Primary);

        Assert.Equal(1, Emulator.State.Stats.Snapshot().Resets);
        Assert.Equal(2, RequestCount);
    }

    [Fact]
    public async Task A_refused_write_is_repeated_and_certainly_had_no_effect()
    {
        using var nobody = NcpSession.Connect("ak", NcpPowerShell.Credentials.Secure.From("sk"), new() { Endpoint = new Uri("http://127.0.0.1:1"), MaximumRetryCount = 2 });
        var client = new ApiGatewayClient(nobody, _observer);
        var e = await Assert.ThrowsAsync<NcpApiException>(() => client.ResetKeyAsync("k", ApiGatewayKeyType.Primary));

        Assert.False(e.MayHaveTakenEffect);
        Assert.Equal(3, e.Attempts);
    }

    [Theory]
    [InlineData(3600)]
    [InlineData(-3600)]
    public async Task A_wrong_clock_is_corrected_once_and_for_the_session(int offset)
    {
        Emulator.State.Settings = Emulator.State.Settings with { ClockOffsetSeconds = offset };
        var kms = Reading(retries: 0);
        await kms.GetKeyAsync(SeedTag);
        await kms.GetKeyAsync(SeedTag);

        Assert.Equal(3, RequestCount);
        Assert.InRange(Assert.Single(_observer.Corrections).TotalSeconds, offset - 2, offset + 2);
    }

    [Fact]
    public async Task A_date_that_no_clock_can_have_is_not_believed()
    {
        Arm(new Fault { Code = "200", Headers = new Dictionary<string, string> { ["Date"] = "Fri, 31 Dec 9999 23:59:59 GMT" } });
        var kms = Reading(retries: 0);
        await Assert.ThrowsAsync<NcpApiException>(() => kms.GetKeyAsync(SeedTag));

        Assert.Equal(SeedTag, (await kms.GetKeyAsync(SeedTag)).KeyTag);
        Assert.Empty(_observer.Corrections);
    }

    [Fact]
    public async Task A_correction_that_does_not_help_is_not_kept()
    {
        Emulator.State.Settings = Emulator.State.Settings with { ClockOffsetSeconds = 3600 };
        var kms = new KmsClient(Connect(secretKey: "wrong"), _observer);
        await Assert.ThrowsAsync<NcpApiException>(() => kms.GetKeyAsync(SeedTag));

        Assert.Equal(2, RequestCount);
        Assert.Empty(_observer.Corrections);
    }

    [Fact]
    public async Task A_clock_that_moves_again_is_corrected_again()
    {
        var kms = Reading(retries: 0);
        foreach (var offset in new[] { 3600, 7200, 0 })
        {
            Emulator.State.Settings = Emulator.State.Settings with { ClockOffsetSeconds = offset };
            await kms.GetKeyAsync(SeedTag);
        }

        Assert.Equal(3, _observer.Corrections.Count);
    }

    private KmsClient Reading(int retries) => new(Connect(configure: options => options.MaximumRetryCount = retries), _observer);

    private ApiGatewayClient Writing(int retries) => new(Connect(configure: options => options.MaximumRetryCount = retries), _observer);
}
