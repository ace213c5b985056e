namespace NcpPowerShell.Emulator.Kms;

/// <summary><c>data</c> of GET /kms/v1/keys/{keyTag}; dates in Unix milliseconds.</summary>
public sealed record KmsKeyInfo
{
    public required long KeyId { get; init; }

    public required string KeyTag { get; init; }

    public required string KeyName { get; init; }

    public string? Nrn { get; init; }

    public required string KeyType { get; init; }

    public required string Status { get; init; }

    public long? KeystoreId { get; init; }

    public required int CurrentVersion { get; init; }

    public string? ProtectionType { get; init; }

    public string? Memo { get; init; }

    public bool? IsConvergent { get; init; }

    public bool? IsAutoRotation { get; init; }

    public int? RotationPeriod { get; init; }

    public long? NextRotationDate { get; init; }

    public required long RegisterDate { get; init; }

    public long? DestroyDate { get; init; }

    public string? BaseUrl { get; init; }

    public KmsMigrationInfo? MigrationInfo { get; init; }
}
