using NcpPowerShell.Json;

namespace NcpPowerShell.Kms;

/// <summary>One version of a key. Source: Get Key Version List.</summary>
public sealed class KmsKeyVersion
{
    /// <summary>The key the version belongs to.</summary>
    public string KeyTag { get; set; } = "";

    /// <summary>The version's number, from 1.</summary>
    public int Version { get; set; }

    /// <summary><c>ENABLE</c> or <c>DISABLE</c>.</summary>
    public string? Status { get; set; }

    /// <summary>When the status last changed; <see langword="null"/> for a version that never changed.</summary>
    public DateTimeOffset? StatusDate { get; set; }

    /// <summary>When rotation made the version.</summary>
    public DateTimeOffset? RotatedDate { get; set; }

    /// <summary>Whether the key encrypts with this version.</summary>
    public bool IsCurrent { get; set; }

    /// <summary>Fields of the answer that this version does not know. Never <see langword="null"/>.</summary>
    public IReadOnlyDictionary<string, object?> AdditionalProperties { get; private set; } = AdditionalFields.None;

    /// <summary>Key tag and version.</summary>
    public override string ToString() => $"{KeyTag}:{Version}";

    internal static IReadOnlyList<KmsKeyVersion> ReadList(JsonFields data, string askedTag)
    {
        var keyTag = data.String("keyTag") ?? askedTag;
        var current = data.Int32("currentVersion");
        return data.RequiredArray("versionList", fields => Read(fields, keyTag, current));
    }

    private static KmsKeyVersion Read(JsonFields fields, string keyTag, int? current)
    {
        var version = fields.Int32("version") ?? throw new FormatException("a version has no number");
        return new KmsKeyVersion
        {
            KeyTag = keyTag,
            Version = version,
            IsCurrent = version == current,
            Status = fields.String("status"),
            StatusDate = fields.UnixMilliseconds("statusDate"),
            RotatedDate = fields.UnixMilliseconds("rotatedDate"),
            AdditionalProperties = fields.Rest(),
        };
    }
}
