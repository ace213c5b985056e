using System.Globalization;

namespace NcpPowerShell.Emulator.Kms;

/// <summary>Keys made up on demand from their number, so that any amount of them costs nothing.</summary>
internal static class GeneratedKey
{
    private const string TagPrefix = "tag";
    private const long FirstKeyId = 1_000_000;
    private const long FirstDate = 1_704_067_200_000;
    private const long MillisecondsApart = 60_000;

    public static KmsKey Create(int number)
    {
        var tag = $"{TagPrefix}{number:D6}";
        var date = FirstDate + (number * MillisecondsApart);
        return new KmsKey
        {
            Info = new KmsKeyInfo
            {
                KeyId = FirstKeyId + number,
                KeyTag = tag,
                KeyName = $"key{number:D6}",
                Nrn = $"nrn:PUB:KMS::7891:Key/000-{FirstKeyId + number}",
                KeyType = "AES256",
                Status = "ENABLE",
                KeystoreId = 1234,
                CurrentVersion = 1,
                ProtectionType = "BASIC",
                Memo = "",
                IsConvergent = false,
                IsAutoRotation = false,
                RegisterDate = date,
                BaseUrl = "https://ocapi.ncloud.com",
            },
            Versions = new KmsVersions(tag, 1, [new KmsVersion { Version = 1, Status = "ENABLE", RotatedDate = date }]),
        };
    }

    public static int? NumberOf(string tag) =>
        tag.StartsWith(TagPrefix, StringComparison.Ordinal)
        && tag.Length >= TagPrefix.Length + 6
        && int.TryParse(tag.AsSpan(TagPrefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;
}
