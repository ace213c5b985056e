namespace NcpPowerShell.Emulator.Faults;

public enum FaultMoment
{
    /// <summary>Nothing has been changed yet.</summary>
    Before,

    /// <summary>The request took effect; only its answer suffers.</summary>
    After,
}
