using NcpPowerShell.Endpoints;
using NcpPowerShell.Errors;

namespace NcpPowerShell.Credentials;

/// <summary>The environment variables of NCP's own tools, and a few of ours. Of two names for one thing the first that is set wins.</summary>
internal static class NcpEnvironment
{
    public const string Site = "NCLOUD_SITE";

    public const string Endpoint = "NCLOUD_ENDPOINT";

    public const string NsmlApiKey = "NCLOUD_NSML_API_KEY";

    public const string Profile = "NCLOUD_PROFILE";

    public const string MetadataEndpoint = "NCLOUD_METADATA_API_ENDPOINT";

    public static readonly string[] AccessKeyNames = ["NCLOUD_ACCESS_KEY_ID", "NCLOUD_ACCESS_KEY"];

    public static readonly string[] SecretKeyNames = ["NCLOUD_SECRET_ACCESS_KEY", "NCLOUD_SECRET_KEY"];

    /// <summary>Every variable that decides what a session on the environment is.</summary>
    public static IEnumerable<string> Names => [.. AccessKeyNames, .. SecretKeyNames, Site, Endpoint, NsmlApiKey];

    /// <summary>The pair of the environment; null when neither half is set.</summary>
    /// <exception cref="NcpException">Only one half is set.</exception>
    public static CredentialProvider? Credentials()
    {
        var accessKey = First(AccessKeyNames);
        var secretKey = First(SecretKeyNames);
        return (accessKey, secretKey) switch
        {
            (null, null) => null,
            (null, _) => throw HalfSet(SecretKeyNames, AccessKeyNames),
            (_, null) => throw HalfSet(AccessKeyNames, SecretKeyNames),
            _ => new StaticCredentials("environment", new NcpCredential(accessKey, SecretBuffer.From(secretKey))),
        };
    }

    /// <summary>Site, endpoint and NSML key of the environment where the caller has none; what is not set has its default.</summary>
    /// <exception cref="NcpException">A variable that counts has a value that means nothing.</exception>
    public static NcpSessionOptions Options(NcpSite? site = null, Uri? endpoint = null) => new()
    {
        Site = site ?? SiteOrNull() ?? default,
        Endpoint = endpoint ?? EndpointOrNull(),
        NsmlApiKey = First(NsmlApiKey) is { } apiKey ? Secure.From(apiKey) : null,
    };

    /// <summary>The value of the first variable that is set to more than white space, trimmed; otherwise null.</summary>
    public static string? First(params string[] names) =>
        names.Select(Environment.GetEnvironmentVariable).FirstOrDefault(value => !string.IsNullOrWhiteSpace(value))?.Trim();

    /// <summary>The site of the environment; null when it names none.</summary>
    /// <exception cref="NcpException">It names one that does not exist.</exception>
    public static NcpSite? SiteOrNull() => First(Site)?.ToUpperInvariant() switch
    {
        null => null,
        "PUBLIC" or "PUB" => NcpSite.Public,
        "GOV" => NcpSite.Gov,
        "FIN" => NcpSite.Fin,
        _ => throw new NcpException(NcpErrorKind.InvalidEndpoint, $"{Site} is '{First(Site)}'; it must be public, gov or fin. Nothing was sent."),
    };

    private static Uri? EndpointOrNull() => First(Endpoint) is not { } text ? null
        : Uri.TryCreate(text, UriKind.Absolute, out var uri) ? uri
        : throw new NcpException(NcpErrorKind.InvalidEndpoint, $"{Endpoint} is not an address such as https://proxy.example:8443. Nothing was sent.");

    private static NcpException HalfSet(string[] present, string[] missing) => new(
        NcpErrorKind.InvalidCredential,
        $"The environment has {present.First(name => First(name) is not null)} but neither {missing[0]} nor {missing[1]}. Set both halves of the pair, or neither.");
}
