namespace NcpPowerShell.Emulator.Faults;

/// <summary>A fault and how it has fared: requests still to hit (-1 for all) and hit so far.</summary>
public sealed record FaultStatus(Fault Fault, int Remaining, int Hits);
