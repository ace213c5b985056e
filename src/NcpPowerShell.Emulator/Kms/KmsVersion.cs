namespace NcpPowerShell.Emulator.Kms;

public sealed record KmsVersion
{
    public required int Version { get; init; }

    public required string Status { get; init; }

    /// <summary>Absent for a version that was never switched.</summary>
    public long? StatusDate { get; init; }

    public required long RotatedDate { get; init; }
}
