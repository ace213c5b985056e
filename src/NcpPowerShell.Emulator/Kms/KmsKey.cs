namespace NcpPowerShell.Emulator.Kms;

/// <summary>A key with what hangs on it, each part shaped like the <c>data</c> of its request.</summary>
public sealed record KmsKey
{
    public required KmsKeyInfo Info { get; init; }

    public required KmsVersions Versions { get; init; }

    /// <summary>Absent for a key that never had one.</summary>
    public KmsTokenGenerator? TokenGenerator { get; init; }
}
