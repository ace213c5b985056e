namespace NcpPowerShell.Http;

/// <summary>The time to sign with: this computer's, corrected once the gateway has refused it.</summary>
internal sealed class SigningClock
{
    /// <summary>The gateway refuses signatures more than 5 minutes off; a minute of margin for a slow answer.</summary>
    public static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(4);

    /// <summary>No clock is ten years off; an answer that says so is not NCP's.</summary>
    public static readonly TimeSpan Credible = TimeSpan.FromDays(3650);

    private long _correctionTicks;

    public TimeSpan Correction => TimeSpan.FromTicks(Interlocked.Read(ref _correctionTicks));

    /// <summary>Sets the correction; false when it was set to about the same by someone else already.</summary>
    public bool Correct(TimeSpan difference)
    {
        var before = TimeSpan.FromTicks(Interlocked.Exchange(ref _correctionTicks, difference.Ticks));
        return (difference - before).Duration() > Tolerance;
    }
}
