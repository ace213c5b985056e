namespace NcpPowerShell.Emulator.Gateway;

/// <summary>What the emulator found when it checked a request's signature.</summary>
public enum SignatureVerdict
{
    NotRequired,
    Valid,
    MissingHeader,
    UnknownAccessKey,
    ExpiredAccessKey,
    ClockSkew,
    Mismatch,
}
