using NcpPowerShell.Errors;

namespace NcpPowerShell.Credentials;

/// <summary>One access key with its secret key; <paramref name="expires"/> is null for a permanent pair.</summary>
/// <exception cref="NcpException">No header could carry the access key.</exception>
internal sealed class NcpCredential(string accessKey, SecretBuffer secretKey, DateTimeOffset? expires = null) : IDisposable
{
    public string AccessKey { get; } = accessKey.All(character => character is > ' ' and < '\x7F') ? accessKey : throw new NcpException(
        NcpErrorKind.InvalidCredential,
        "The access key has white space or characters other than printable ASCII. Nothing was sent.");

    public SecretBuffer SecretKey { get; } = secretKey;

    public DateTimeOffset? Expires { get; } = expires;

    /// <summary>Enough of the access key to recognise it, not enough to use it.</summary>
    public string MaskedAccessKey => AccessKey.Length >= 12
        ? $"{AccessKey.Substring(0, 4)}****{AccessKey.Substring(AccessKey.Length - 4)}"
        : $"{AccessKey.Substring(0, AccessKey.Length / 3)}****";

    /// <summary>The text without the pair: the secret key hidden, the access key masked.</summary>
    public string Scrub(string text)
    {
        var scrubbed = SecretKey.Scrub(text);
        return AccessKey.Length >= SecretBuffer.ShortestToScrub && scrubbed.Contains(AccessKey) ? scrubbed.Replace(AccessKey, MaskedAccessKey) : scrubbed;
    }

    public void Dispose() => SecretKey.Dispose();
}
