using NcpPowerShell.Credentials;
using NcpPowerShell.Emulator.Gateway;
using NcpPowerShell.Errors;
using NcpPowerShell.Kms;
using NcpPowerShell.Tests.Http;

namespace NcpPowerShell.Tests.Credentials;

[Collection(ChangesEnvironment.Name)]
public sealed class ServerRoleTests : EmulatorTest, IDisposable
{
    private const string Metadata = "/latest/";

    private readonly EnvironmentScope _environment = new();

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        UseMetadata(Emulator.Address.AbsoluteUri);
    }

    public void Dispose() => _environment.Dispose();

    [Fact]
    public async Task The_roles_pair_signs_requests_and_its_end_is_told()
    {
        using var session = await ConnectAsync();
        await new KmsClient(session).GetKeyAsync(SeedTag);

        Assert.Equal("server role emulator-role", session.CredentialSource);
        Assert.InRange((session.Expires!.Value - DateTimeOffset.UtcNow).TotalMinutes, 55, 61);
        Assert.Equal(2, MetadataRequests);
    }

    [Theory]
    [InlineData("{0}")]
    [InlineData("{0}latest/meta-data/iam/security-credentials")]
    [InlineData("{0}latest/meta-data/iam/security-credentials/")]
    public async Task The_metadata_address_may_have_its_path_already(string format)
    {
        UseMetadata(string.Format(System.Globalization.CultureInfo.InvariantCulture, format, Emulator.Address.AbsoluteUri));
        using var session = await ConnectAsync();
        Assert.Equal("server role emulator-role", session.CredentialSource);
    }

    [Fact]
    public async Task Credentials_renew_ahead_of_their_end_once_for_64_concurrent_requests()
    {
        SetLifetime(4);
        using var session = await ConnectAsync();
        var first = session.Expires!.Value;
        await Task.Delay(TimeSpan.FromSeconds(3));
        Assert.True(DateTimeOffset.UtcNow < first, "The machine is too slow for this test.");
        SetLifetime(3600);
        Arm(new() { Path = Metadata, DelayMs = 200 });
        Emulator.State.ClearTraffic();

        await Task.WhenAll(Enumerable.Range(0, 64).Select(_ => new KmsClient(session).GetKeyAsync(SeedTag)));

        Assert.Equal(2, MetadataRequests);
        Assert.True(session.Expires > first.AddMinutes(50));
        var signed = Emulator.State.Requests.Snapshot("/kms/");
        Assert.Equal(64, signed.Count);
        Assert.All(signed, entry => Assert.Equal(SignatureVerdict.Valid, entry.Signature));
        Assert.Single(signed.Select(entry => entry.AccessKey).Distinct());
    }

    [Theory]
    [InlineData(600)]
    [InlineData(-600)]
    public async Task A_wrong_clock_does_not_keep_a_dead_pair_in_use(int offset)
    {
        Emulator.State.Settings = Emulator.State.Settings with { ClockOffsetSeconds = offset };
        SetLifetime(6);
        using var session = await ConnectAsync();
        await new KmsClient(session).GetKeyAsync(SeedTag);
        await Task.Delay(TimeSpan.FromSeconds(6.5));

        await new KmsClient(session).GetKeyAsync(SeedTag);
    }

    [Fact]
    public async Task A_renewal_that_fails_leaves_the_pair_in_use_until_its_end_and_is_tried_again()
    {
        SetLifetime(3);
        using var session = await ConnectAsync();
        await Task.Delay(TimeSpan.FromSeconds(2.2));
        Arm(new() { Path = Metadata, Status = 500, Times = -1 });

        if (DateTimeOffset.UtcNow < session.Expires)
        {
            await new KmsClient(session).GetKeyAsync(SeedTag);
        }

        await Task.Delay(session.Expires!.Value - DateTimeOffset.UtcNow + TimeSpan.FromSeconds(5));
        var e = await Assert.ThrowsAsync<NcpException>(() => new KmsClient(session).GetKeyAsync(SeedTag));
        Assert.Equal(NcpErrorKind.InvalidCredential, e.Kind);
        Assert.Contains("it answered 500", e.Message, StringComparison.Ordinal);

        Emulator.State.Faults.Clear();
        await new KmsClient(session).GetKeyAsync(SeedTag);
    }

    [Fact]
    public async Task A_pair_that_looks_dead_is_used_and_not_asked_for_at_each_request()
    {
        AnswerRole("""{"AccessKeyId":"deadaccesskey01","SecretAccessKey":"dead-secret-key","Expiration":"2020-12-31T08:53:47+0000"}""");
        using var session = await ConnectAsync();
        Emulator.State.ClearTraffic();
        await session.TestAsync();
        await session.TestAsync();

        Assert.Equal(0, MetadataRequests);
        Assert.Equal(new DateTimeOffset(2020, 12, 31, 8, 53, 47, TimeSpan.Zero), session.Expires);
    }

    [Fact]
    public async Task The_limit_of_a_second_covers_list_and_pair_together()
    {
        Arm(new() { Path = Metadata, DelayMs = 700, Times = -1 });
        var started = DateTime.UtcNow;
        var e = await Assert.ThrowsAsync<NcpException>(ConnectAsync);

        Assert.InRange((DateTime.UtcNow - started).TotalSeconds, 0.8, 3);
        Assert.Contains("no answer within 1 s", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_redirect_is_not_followed()
    {
        Arm(new() { Path = Metadata, Status = 302, Headers = new Dictionary<string, string> { ["Location"] = "/elsewhere" } });
        var e = await Assert.ThrowsAsync<NcpException>(ConnectAsync);

        Assert.Contains("it answered 302", e.Message, StringComparison.Ordinal);
        Assert.Equal(1, RequestCount);
    }

    [Fact]
    public async Task No_proxy_is_asked()
    {
        await using var proxy = new RawServer();
        _environment["http_proxy"] = proxy.Address.AbsoluteUri;
        using var session = await ConnectAsync();

        Assert.Empty(proxy.Requests);
    }

    [Theory]
    [InlineData("")]
    [InlineData("not json")]
    [InlineData("[]")]
    [InlineData("""{"Code":"Failed","Message":"no"}""")]
    [InlineData("""{"AccessKeyId":"a","SecretAccessKey":"the-role-secret"}""")]
    [InlineData("""{"AccessKeyId":"a","SecretAccessKey":"the-role-secret","Expiration":"soon"}""")]
    [InlineData("""{"AccessKeyId":"","SecretAccessKey":"the-role-secret","Expiration":"2099-01-01T00:00:00Z"}""")]
    [InlineData("""{"AccessKeyId":"a b","SecretAccessKey":"the-role-secret","Expiration":"2099-01-01T00:00:00Z"}""")]
    [InlineData("""{"AccessKeyId":"a","SecretAccessKey":"","Expiration":"2099-01-01T00:00:00Z"}""")]
    public async Task An_answer_that_is_no_pair_is_told_without_showing_it(string body)
    {
        AnswerRole(body);
        var e = await Assert.ThrowsAsync<NcpException>(ConnectAsync);

        Assert.Equal(NcpErrorKind.InvalidCredential, e.Kind);
        Assert.DoesNotContain("the-role-secret", e.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_without_a_role_is_told()
    {
        Arm(new() { Path = Metadata, Body = "\r\n" });
        Assert.Contains("no role", (await Assert.ThrowsAsync<NcpException>(ConnectAsync)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("file:///etc/passwd")]
    [InlineData("ftp://127.0.0.1/")]
    [InlineData("nonsense")]
    [InlineData("http://user:hunter2-secret@127.0.0.1")]
    [InlineData("http://127.0.0.1/?token=hunter2-secret")]
    [InlineData("http://metadata.example")]
    [InlineData("http://10.0.0.1")]
    [InlineData("//127.0.0.1")]
    public async Task A_metadata_address_that_is_not_safe_is_refused(string address)
    {
        UseMetadata(address);
        var e = await Assert.ThrowsAsync<NcpException>(ConnectAsync);

        Assert.Equal(NcpErrorKind.InvalidEndpoint, e.Kind);
        Assert.Contains("NCLOUD_METADATA_API_ENDPOINT", e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", e.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Disconnecting_during_a_renewal_is_a_closed_session_and_leaves_no_secret()
    {
        SetLifetime(2);
        var session = await ConnectAsync();
        await Task.Delay(TimeSpan.FromSeconds(2));
        Arm(new() { Path = Metadata, DelayMs = 500 });
        var asking = new KmsClient(session).GetKeyAsync(SeedTag);
        await Task.Delay(100);
        session.Dispose();

        Assert.Equal(NcpErrorKind.SessionClosed, (await Assert.ThrowsAsync<NcpException>(() => asking)).Kind);
    }

    private int MetadataRequests => Emulator.State.Requests.Snapshot(Metadata).Count;

    private void UseMetadata(string address) => _environment["NCLOUD_METADATA_API_ENDPOINT"] = address;

    private void SetLifetime(int seconds) => Emulator.State.Settings = Emulator.State.Settings with { RoleLifetimeSeconds = seconds };

    private void AnswerRole(string body) => Arm(new() { Path = "/latest/meta-data/iam/security-credentials/e", Body = body });

    private async Task<NcpSession> ConnectAsync() => new(
        await CredentialChain.ServerRoleAsync(CancellationToken.None),
        new NcpSessionOptions { Endpoint = Emulator.Address, MaximumRetryCount = 0 });
}
