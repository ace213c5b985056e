using NcpPowerShell.Json;

namespace NcpPowerShell.Kms;

/// <summary>
/// A key of Key Management Service. Source: Get Key Info; a listing fills only part of it (Get Key List).
/// Fields the service left out are <see langword="null"/>.
/// </summary>
public sealed class KmsKey
{
    /// <summary>The key's identifier in every request. Not confidential.</summary>
    public string KeyTag { get; set; } = "";

    /// <summary>The name given at creation, 3 to 15 characters, unique in the keystore.</summary>
    public string? KeyName { get; set; }

    /// <summary><c>ENABLE</c>, <c>DISABLE</c> or <c>REVOKE</c> (waiting for deletion).</summary>
    public string? Status { get; set; }

    /// <summary><c>AES256</c>, <c>RSA2048</c> or <c>ECDSA</c>.</summary>
    public string? KeyType { get; set; }

    /// <summary>The newest version's number. Absent in listings.</summary>
    public int? CurrentVersion { get; set; }

    /// <summary><c>BASIC</c> or <c>COMMON_HSM</c>.</summary>
    public string? ProtectionType { get; set; }

    /// <summary>Whether the key rotates by itself. Absent in listings.</summary>
    public bool? IsAutoRotation { get; set; }

    /// <summary>Days between rotations, 1 to 730. Absent in listings.</summary>
    public int? RotationPeriod { get; set; }

    /// <summary>When it rotates next. Absent in listings and without auto rotation.</summary>
    public DateTimeOffset? NextRotationDate { get; set; }

    /// <summary>When it was created.</summary>
    public DateTimeOffset? RegisterDate { get; set; }

    /// <summary>When it will be deleted; only for keys in <c>REVOKE</c>.</summary>
    public DateTimeOffset? DestroyDate { get; set; }

    /// <summary>Notes, up to 100 characters. Absent in listings.</summary>
    public string? Memo { get; set; }

    /// <summary>Whether equal plaintexts with equal contexts give equal ciphertexts.</summary>
    public bool? IsConvergent { get; set; }

    /// <summary>The service's own number of the key.</summary>
    public long? KeyId { get; set; }

    /// <summary>The account's logical keystore. Absent in listings.</summary>
    public long? KeystoreId { get; set; }

    /// <summary>The resource name, such as <c>nrn:PUB:KMS::7891:Key/000-12345</c>.</summary>
    public string? Nrn { get; set; }

    /// <summary>The KMS that holds the key, by its boundary.</summary>
    public string? BaseUrl { get; set; }

    /// <summary>A migration to an isolated boundary; <see langword="null"/> when none was started.</summary>
    public KmsMigrationInfo? MigrationInfo { get; set; }

    /// <summary>Fields of the answer that this version does not know. Never <see langword="null"/>.</summary>
    public IReadOnlyDictionary<string, object?> AdditionalProperties { get; private set; } = AdditionalFields.None;

    /// <summary>The key tag.</summary>
    public override string ToString() => KeyTag;

    internal static KmsKey Read(JsonFields fields) => new()
    {
        KeyId = fields.Int64("keyId"),
        KeyTag = fields.RequiredString("keyTag"),
        KeyName = fields.String("keyName"),
        Nrn = fields.String("nrn"),
        KeyType = fields.String("keyType"),
        Status = fields.String("status"),
        KeystoreId = fields.Int64("keystoreId"),
        CurrentVersion = fields.Int32("currentVersion"),
        ProtectionType = fields.String("protectionType"),
        Memo = fields.String("memo"),
        IsConvergent = fields.Boolean("isConvergent"),
        IsAutoRotation = fields.Boolean("isAutoRotation"),
        RotationPeriod = fields.Int32("rotationPeriod"),
        NextRotationDate = fields.UnixMilliseconds("nextRotationDate"),
        RegisterDate = fields.UnixMilliseconds("registerDate"),
        DestroyDate = fields.UnixMilliseconds("destroyDate"),
        BaseUrl = fields.String("baseUrl"),
        MigrationInfo = fields.Object("migrationInfo") is { } migration ? KmsMigrationInfo.Read(migration) : null,
        AdditionalProperties = fields.Rest(),
    };
}
