namespace NcpPowerShell.Emulator.Traffic;

/// <summary>The counters at one moment.</summary>
/// <param name="InFlight">Requests that wait for their answer.</param>
/// <param name="MaxInFlight">The most that ever waited at once.</param>
/// <param name="TotalRequests">All requests but those of the control API.</param>
/// <param name="OpenConnections">TCP connections, those of the control API included.</param>
/// <param name="Resets">API keys regenerated.</param>
/// <param name="ResetsById">The same by API key ID.</param>
public sealed record TrafficSnapshot(
    int InFlight,
    int MaxInFlight,
    long TotalRequests,
    int OpenConnections,
    int Resets,
    IReadOnlyDictionary<string, int> ResetsById);
