using NcpPowerShell.Emulator.Gateway;

namespace NcpPowerShell.Emulator.ServerRole;

/// <summary>Hands out short-lived pairs, a fresh one once less than half of the last one's life remains.</summary>
public sealed class RoleIssuer
{
    public const string RoleName = "emulator-role";

    private readonly CredentialStore _credentials;
    private readonly Lock _lock = new();
    private Credential? _current;
    private TimeSpan _lifetime;

    internal RoleIssuer(CredentialStore credentials) => _credentials = credentials;

    internal Credential Fetch(DateTimeOffset now, TimeSpan lifetime)
    {
        lock (_lock)
        {
            if (_current is null || lifetime != _lifetime || _current.Expiration - now < lifetime / 2)
            {
                _lifetime = lifetime;
                _current = new Credential(RandomText.AccessKey(), RandomText.Secret()) { Expiration = CeilingToSecond(now + lifetime) };
                _credentials.Add(_current);
            }
            return _current;
        }
    }

    internal void Clear()
    {
        lock (_lock)
        {
            _current = null;
        }
    }

    // The end is told in whole seconds, and a pair must not die before it.
    private static DateTimeOffset CeilingToSecond(DateTimeOffset time) =>
        DateTimeOffset.FromUnixTimeSeconds(time.AddTicks(TimeSpan.TicksPerSecond - 1).ToUnixTimeSeconds());
}
