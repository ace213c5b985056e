namespace NcpPowerShell.Credentials;

/// <summary>One access key with its secret key; <paramref name="expires"/> is null for a permanent pair.</summary>
internal sealed class NcpCredential(string accessKey, SecretBuffer secretKey, DateTimeOffset? expires = null) : IDisposable
{
    public string AccessKey { get; } = accessKey;

    public SecretBuffer SecretKey { get; } = secretKey;

    public DateTimeOffset? Expires { get; } = expires;

    /// <summary>Enough of the access key to recognise it, not enough to use it.</summary>
    public string MaskedAccessKey => AccessKey.Length >= 12
        ? $"{AccessKey.Substring(0, 4)}****{AccessKey.Substring(AccessKey.Length - 4)}"
        : $"{AccessKey.Substring(0, AccessKey.Length / 3)}****";

    public void Dispose() => SecretKey.Dispose();
}
