namespace NcpPowerShell.Emulator.Kms;

/// <summary>The fields of a key that the key list is documented to hold.</summary>
internal sealed record KmsListItem(
    long KeyId,
    string KeyTag,
    string KeyName,
    string KeyType,
    string Status,
    string? ProtectionType,
    bool? IsConvergent,
    long RegisterDate,
    long? DestroyDate)
{
    public static KmsListItem Of(KmsKeyInfo key) => new(
        key.KeyId, key.KeyTag, key.KeyName, key.KeyType, key.Status, key.ProtectionType, key.IsConvergent, key.RegisterDate, key.DestroyDate);
}
