namespace NcpPowerShell.Credentials;

/// <summary>The short-lived pair of a server's role. It renews itself ahead of expiry, once for many concurrent requests.</summary>
internal sealed class ServerRoleCredentials : CredentialProvider
{
    private static readonly TimeSpan LongestLead = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromSeconds(5);

    private readonly object _gate = new();
    private readonly MetadataService _metadata;
    private ServerRolePair _pair;
    private DateTimeOffset _renewAt;
    private Task? _renewal;
    private bool _isDisposed;

    private ServerRoleCredentials(MetadataService metadata, ServerRolePair pair)
    {
        _metadata = metadata;
        _pair = pair;
        Source = $"server role {pair.Role}";
        Plan(pair, DateTimeOffset.UtcNow);
    }

    public override string Source { get; }

    public override NcpCredential Current => _pair.Credential;

    /// <exception cref="Errors.NcpException">This computer has no role, or its metadata service does not answer.</exception>
    public static async Task<ServerRoleCredentials> ConnectAsync(MetadataService metadata, CancellationToken cancellationToken) =>
        new(metadata, await metadata.GetPairAsync(cancellationToken).ConfigureAwait(false));

    public override async ValueTask<NcpCredential> GetAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (now >= _renewAt)
        {
            await RenewalAsync(now).ConfigureAwait(false);
        }

        return _pair.Credential;
    }

    public override void Dispose()
    {
        lock (_gate)
        {
            _isDisposed = true;
            base.Dispose();
        }

        _metadata.Dispose();
    }

    // The renewal belongs to all requests that wait for it, so no single request's token may end it.
    private Task RenewalAsync(DateTimeOffset now)
    {
        lock (_gate)
        {
            return _renewal is { IsCompleted: false } ? _renewal
                : now < _renewAt ? Task.CompletedTask
                : _renewal = RenewAsync(now);
        }
    }

    private async Task RenewAsync(DateTimeOffset now)
    {
        try
        {
            var pair = await _metadata.GetPairAsync(CancellationToken.None).ConfigureAwait(false);
            lock (_gate)
            {
                if (_isDisposed)
                {
                    pair.Credential.Dispose();
                    return;
                }

                // The old pair is not cleared here: another request may be signing with it.
                _pair = pair;
                Plan(pair, now);
            }
        }
        catch (Errors.NcpException) when (_pair.Credential.Expires > now)
        {
            lock (_gate)
            {
                _renewAt = now + PauseAfterFailure;
            }
        }
    }

    private void Plan(ServerRolePair pair, DateTimeOffset now)
    {
        var expires = pair.Credential.Expires!.Value;
        var halfLife = TimeSpan.FromTicks((expires - now).Ticks / 2);

        // A pair that looks dead is used all the same: this computer's clock may be the one that is wrong.
        _renewAt = expires <= now ? now + PauseAfterFailure : expires - (halfLife < LongestLead ? halfLife : LongestLead);
    }
}
