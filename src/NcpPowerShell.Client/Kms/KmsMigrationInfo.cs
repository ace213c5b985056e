using NcpPowerShell.Json;

namespace NcpPowerShell.Kms;

/// <summary>A key's move to an isolated boundary. Source: Get Key Info, <c>data.migrationInfo</c>.</summary>
public sealed class KmsMigrationInfo
{
    /// <summary>The migration's identifier, a UUID.</summary>
    public string? MigrationId { get; set; }

    /// <summary>Its state; only <c>FAILED</c> is documented.</summary>
    public string? Status { get; set; }

    /// <summary>Where the key goes, such as <c>JPN</c>.</summary>
    public string? TargetBoundary { get; set; }

    /// <summary>When it was started.</summary>
    public DateTimeOffset? StartDate { get; set; }

    /// <summary>Why it failed; absent otherwise.</summary>
    public string? ErrorMessage { get; set; }

    /// <summary>Fields of the answer that this version does not know. Never <see langword="null"/>.</summary>
    public IReadOnlyDictionary<string, object?> AdditionalProperties { get; private set; } = AdditionalFields.None;

    /// <summary>State and target.</summary>
    public override string ToString() => $"{Status} -> {TargetBoundary}";

    internal static KmsMigrationInfo Read(JsonFields fields) => new()
    {
        MigrationId = fields.String("migrationId"),
        Status = fields.String("status"),
        TargetBoundary = fields.String("targetBoundary"),
        StartDate = fields.UnixMilliseconds("startDate"),
        ErrorMessage = fields.String("errorMessage"),
        AdditionalProperties = fields.Rest(),
    };
}
