namespace NcpPowerShell.Emulator;

/// <summary>What can be changed while the emulator runs.</summary>
public sealed record EmulatorSettings
{
    /// <summary>How far the server's clock is ahead of the real one.</summary>
    public double ClockOffsetSeconds { get; init; }

    public ListShape ListShape { get; init; }

    public int RoleLifetimeSeconds { get; init; } = 3600;

    /// <summary>How long every request waits before it is looked at.</summary>
    public int LatencyMs { get; init; }

    internal void Check()
    {
        if (RoleLifetimeSeconds < 1)
        {
            throw new ArgumentException("roleLifetimeSeconds takes a number from 1 up.");
        }
        if (LatencyMs < 0)
        {
            throw new ArgumentException("latencyMs takes a number from 0 up.");
        }
        ClockOffset.Check(ClockOffsetSeconds);
    }
}
