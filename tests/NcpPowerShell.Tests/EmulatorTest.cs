using NcpPowerShell.ApiGateway;
using NcpPowerShell.Credentials;
using NcpPowerShell.Emulator;
using NcpPowerShell.Emulator.Faults;
using NcpPowerShell.Kms;
using NcpPowerShell.Nsml;

namespace NcpPowerShell.Tests;

/// <summary>A fresh emulator and a session on it for each test.</summary>
public abstract class EmulatorTest : IAsyncLifetime
{
    protected const string SeedTag = "a1b2c3d4e5f6g7h8i9j0k1l2m3n4o5p6q7r8s9t0u1v2w3x4y5r6";

    private readonly List<NcpSession> _sessions = [];

    protected EmulatorHost Emulator { get; private set; } = null!;

    protected NcpSession Session { get; private set; } = null!;

    protected KmsClient Kms => new(Session);

    protected NsmlClient Nsml => new(Session);

    protected ApiGatewayClient ApiGateway => new(Session);

    protected virtual EmulatorOptions Options => new();

    public virtual async Task InitializeAsync()
    {
        Emulator = await EmulatorHost.StartAsync(Options);
        Session = Connect();
    }

    public async Task DisposeAsync()
    {
        _sessions.ForEach(session => session.Dispose());
        await Emulator.DisposeAsync();
    }

    protected NcpSession Connect(string? secretKey = null, string? accessKey = null, Action<NcpSessionOptions>? configure = null)
    {
        var options = new NcpSessionOptions
        {
            Endpoint = Emulator.Address,
            NsmlApiKey = Secure.From(Emulator.NsmlApiKey),
            MaximumRetryCount = 0,
        };
        configure?.Invoke(options);
        var session = NcpSession.Connect(accessKey ?? Emulator.AccessKey, Secure.From(secretKey ?? Emulator.SecretKey), options);
        _sessions.Add(session);
        return session;
    }

    protected void Arm(Fault fault) => Emulator.State.Faults.Add(fault);

    protected void Answer(string body, int status = 200, string contentType = "application/json") =>
        Arm(new Fault { Status = status, Body = body, ContentType = contentType });

    protected int RequestCount => Emulator.State.Requests.Snapshot().Count;
}
