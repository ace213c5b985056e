using NcpPowerShell.Emulator.ApiGateway;
using NcpPowerShell.Emulator.Faults;
using NcpPowerShell.Emulator.Gateway;
using NcpPowerShell.Emulator.Kms;
using NcpPowerShell.Emulator.Nsml;
using NcpPowerShell.Emulator.Seeding;
using NcpPowerShell.Emulator.ServerRole;
using NcpPowerShell.Emulator.Traffic;

namespace NcpPowerShell.Emulator;

/// <summary>Everything the emulator knows; safe to read and change while requests run.</summary>
public sealed class EmulatorState
{
    private readonly Seed _seed;
    private readonly Credential _owner;
    private volatile EmulatorSettings _settings;

    internal EmulatorState(EmulatorOptions options)
    {
        _seed = options.Seed;
        _settings = _seed.Settings;
        _owner = new Credential(options.AccessKey ?? RandomText.AccessKey(), options.SecretKey ?? RandomText.Secret());
        NsmlApiKey = options.NsmlApiKey ?? RandomText.Secret();
        Keys = new KmsKeyCatalog(_seed.KmsKeys, options.GeneratedKeys);
        Role = new RoleIssuer(Credentials);
        Reset();
    }

    public string AccessKey => _owner.AccessKey;

    public string SecretKey => _owner.SecretKey;

    public string NsmlApiKey { get; }

    public EmulatorSettings Settings
    {
        get => _settings;
        set
        {
            value.Check();
            _settings = value;
        }
    }

    public CredentialStore Credentials { get; } = new();

    public RoleIssuer Role { get; }

    public KmsKeyCatalog Keys { get; }

    public IReadOnlyList<NsmlAuthKey> AuthKeys => _seed.NsmlAuthKeys;

    public ApiKeyStore ApiKeys { get; } = new();

    public FaultBook Faults { get; } = new();

    public RequestLog Requests { get; } = new();

    public TrafficStats Stats { get; } = new();

    /// <summary>Back to the seed: data, credentials and settings; no faults, an empty log.</summary>
    public void Reset()
    {
        _settings = _seed.Settings;
        Credentials.Load([.. _seed.Credentials, _owner]);
        Role.Clear();
        ApiKeys.Load(_seed.ApiKeys);
        Faults.Clear();
        ClearTraffic();
    }

    /// <summary>Forgets the requests seen so far.</summary>
    public void ClearTraffic()
    {
        Requests.Clear();
        Stats.Clear();
    }
}
