namespace NcpPowerShell.Emulator.Kms;

public sealed record KmsMigrationInfo
{
    public required string MigrationId { get; init; }

    public required string Status { get; init; }

    public required string TargetBoundary { get; init; }

    public required long StartDate { get; init; }

    public string? ErrorMessage { get; init; }
}
