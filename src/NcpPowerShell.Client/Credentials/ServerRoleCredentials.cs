using System.Diagnostics;

namespace NcpPowerShell.Credentials;

/// <summary>The short-lived pair of a server's role. It renews itself ahead of expiry, once for many concurrent requests.</summary>
internal sealed class ServerRoleCredentials : CredentialProvider
{
    private static readonly TimeSpan LongestLead = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromSeconds(5);

    private readonly object _gate = new();
    private readonly MetadataService _metadata;
    private ServerRolePair _pair;
    private Schedule _schedule;
    private Task? _renewal;
    private bool _isDisposed;

    private ServerRoleCredentials(MetadataService metadata, ServerRolePair pair)
    {
        _metadata = metadata;
        _pair = pair;
        Source = $"server role {pair.Role}";
        _schedule = Schedule.For(pair, DateTimeOffset.UtcNow);
    }

    public override string Source { get; }

    public override NcpCredential Current => _pair.Credential;

    /// <exception cref="Errors.NcpException">This computer has no role, or its metadata service does not answer.</exception>
    public static async Task<ServerRoleCredentials> ConnectAsync(MetadataService metadata, CancellationToken cancellationToken) =>
        new(metadata, await metadata.GetPairAsync(cancellationToken).ConfigureAwait(false));

    public override async ValueTask<NcpCredential> GetAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (_schedule.IsDue(now))
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
                : !_schedule.IsDue(now) ? Task.CompletedTask
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
                _schedule = Schedule.For(pair, now);
            }
        }
        catch (Errors.NcpException) when (_pair.Credential.Expires > now)
        {
            lock (_gate)
            {
                _schedule = _schedule.Paused();
            }
        }
    }

    /// <summary>When to ask for the next pair. The pause is measured apart, so that a corrected clock does not stretch it.</summary>
    private sealed class Schedule(DateTimeOffset renewAt, long pauseEnds = long.MinValue)
    {
        public static Schedule For(ServerRolePair pair, DateTimeOffset now)
        {
            var expires = pair.Credential.Expires!.Value;
            if (expires <= now)
            {
                // A pair that looks dead is used all the same: this computer's clock may be the one that is wrong.
                return new Schedule(expires - LongestLead).Paused();
            }

            var halfLife = TimeSpan.FromTicks((expires - now).Ticks / 2);
            return new Schedule(expires - (halfLife < LongestLead ? halfLife : LongestLead));
        }

        public bool IsDue(DateTimeOffset now) => now >= renewAt && Stopwatch.GetTimestamp() >= pauseEnds;

        public Schedule Paused() => new(renewAt, Stopwatch.GetTimestamp() + (long)(PauseAfterFailure.TotalSeconds * Stopwatch.Frequency));
    }
}
