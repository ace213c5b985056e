namespace NcpPowerShell.Emulator.ApiGateway;

/// <summary>An API key as GET /api/v1/api-keys/{api-key-id} answers it.</summary>
public sealed record ApiKey
{
    public required string ApiKeyId { get; init; }

    public required string TenantId { get; init; }

    public required string ApiKeyName { get; init; }

    public string? ApiKeyDescription { get; init; }

    /// <summary>Absent in lists.</summary>
    public string? PrimaryKey { get; init; }

    /// <summary>Absent in lists.</summary>
    public string? SecondaryKey { get; init; }

    public required string Modifier { get; init; }

    public required bool IsEnabled { get; init; }

    /// <summary>ISO 8601 in UTC, to the second.</summary>
    public required string ModTime { get; init; }

    public required string DomainCode { get; init; }
}
