using NcpPowerShell.Errors;

namespace NcpPowerShell.Endpoints;

/// <summary>The base addresses a session calls. Source: the hosts in the public API documentation of each service.</summary>
public sealed class NcpEndpoints
{
    private static readonly string[] ServicePaths = ["/kms/v1", "/nsml/v1", "/api/v1"];

    private readonly NcpSite _site;
    private readonly bool _isCustom;

    private NcpEndpoints(NcpSite site, Uri? kms, Uri? nsml, Uri apiGateway, bool isCustom)
    {
        _site = site;
        _isCustom = isCustom;
        Kms = kms;
        Nsml = nsml;
        ApiGateway = apiGateway;
    }

    /// <summary>Key Management Service 2.0; <see langword="null"/> where the site has none.</summary>
    public Uri? Kms { get; }

    /// <summary>CLOVA NSML; <see langword="null"/> where the site has none.</summary>
    public Uri? Nsml { get; }

    /// <summary>API Gateway management.</summary>
    public Uri ApiGateway { get; }

    /// <summary>The three addresses in one line.</summary>
    public override string ToString() => _isCustom
        ? ApiGateway.ToString()
        : string.Join(", ", new[] { Kms, Nsml, ApiGateway }.OfType<Uri>().Select(uri => uri.Host));

    /// <exception cref="NcpException">The options contradict each other or would be unsafe.</exception>
    internal static NcpEndpoints Of(NcpSessionOptions options) => options.Endpoint is null
        ? For(options.Site, options.KmsBoundary)
        : Custom(options.Site, options.KmsBoundary, options.Endpoint);

    internal static NcpEndpoints For(NcpSite site, KmsBoundary boundary) => new(
        site,
        KmsAddress(site, boundary),
        site == NcpSite.Public ? new Uri("https://nsml.apigw.ntruss.com") : null,
        new Uri(site switch
        {
            NcpSite.Gov => "https://apigateway.apigw.gov-ntruss.com",
            NcpSite.Fin => "https://apigateway.apigw.fin-ntruss.com",
            _ => "https://apigateway.apigw.ntruss.com",
        }),
        isCustom: false);

    /// <summary>One address for all three services: an emulator or a proxy.</summary>
    internal static NcpEndpoints Custom(NcpSite site, KmsBoundary boundary, Uri address)
    {
        if (!address.IsAbsoluteUri || (address.Scheme != Uri.UriSchemeHttps && address.Scheme != Uri.UriSchemeHttp))
        {
            throw Invalid(address, "is not an http or https address such as https://proxy.example:8443");
        }

        if (address.Scheme == Uri.UriSchemeHttp && !address.IsLoopback)
        {
            throw Invalid(address, "would send signed requests in clear text: http is for loopback only, use https");
        }

        if (address.UserInfo.Length > 0 || address.Query.Length > 0 || address.Fragment.Length > 0)
        {
            throw new NcpException(NcpErrorKind.InvalidEndpoint, $"The endpoint on {address.Host} has a user, query or fragment. Give scheme, host, port and path only.");
        }

        var root = new Uri(WithoutServicePath(address.AbsoluteUri.TrimEnd('/')));
        return new NcpEndpoints(
            site,
            KmsAddress(site, boundary) is null ? null : root,
            site == NcpSite.Public ? root : null,
            root,
            isCustom: true);
    }

    /// <summary>The site that this address or host belongs to; null when it is not NCP's.</summary>
    internal static NcpSite? SiteOf(string address)
    {
        var host = Uri.TryCreate(address.Contains("://") ? address : $"https://{address}", UriKind.Absolute, out var uri) ? uri.Host : "";
        return IsUnder("gov-ntruss.com") || IsUnder("gov-ncloud.com") ? NcpSite.Gov
            : IsUnder("fin-ntruss.com") || IsUnder("fin-ncloud.com") ? NcpSite.Fin
            : IsUnder("ntruss.com") || IsUnder("ncloud.com") ? NcpSite.Public
            : null;

        bool IsUnder(string domain) => host.EndsWith($".{domain}", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>The KMS to ask for a key that names its own base address; strangers are never asked.</summary>
    internal Uri KmsFor(string? keyBaseUrl)
    {
        var own = Kms ?? throw NotInSite("KMS 2.0");
        return !_isCustom && Uri.TryCreate(keyBaseUrl, UriKind.Absolute, out var named) && named.Scheme == Uri.UriSchemeHttps && named.IsDefaultPort
            ? BoundariesOf(_site).Select(boundary => KmsAddress(_site, boundary)!).FirstOrDefault(known => known.Host == named.Host) ?? own
            : own;
    }

    /// <summary>Plain http, and therefore this computer: no proxy may come between.</summary>
    internal bool IsPlain => ApiGateway.Scheme == Uri.UriSchemeHttp;

    internal Uri NsmlOrThrow() => Nsml ?? throw NotInSite("CLOVA NSML");

    private static KmsBoundary[] BoundariesOf(NcpSite site) => site switch
    {
        NcpSite.Public => [KmsBoundary.Global, KmsBoundary.KR, KmsBoundary.JP],
        NcpSite.Gov => [KmsBoundary.Global],
        _ => [],
    };

    private static Uri? KmsAddress(NcpSite site, KmsBoundary boundary) => (site, boundary) switch
    {
        (NcpSite.Public, KmsBoundary.Global) => new Uri("https://ocapi.ncloud.com"),
        (NcpSite.Public, KmsBoundary.KR) => new Uri("https://ocapi-kr.ncloud.com"),
        (NcpSite.Public, KmsBoundary.JP) => new Uri("https://ocapi-jp.ncloud.com"),
        (NcpSite.Gov, KmsBoundary.Global) => new Uri("https://ocapi.gov-ncloud.com"),
        (NcpSite.Fin, KmsBoundary.Global) => null,
        _ => throw new NcpException(NcpErrorKind.InvalidEndpoint, $"The {site} site has no isolated KMS keys: the boundary {boundary} exists in the Public site only."),
    };

    // The documentation prints base addresses with and without the stage; both mean the same place.
    private static string WithoutServicePath(string address)
    {
        var path = ServicePaths.FirstOrDefault(path => address.EndsWith(path, StringComparison.OrdinalIgnoreCase));
        return path is null ? address : address.Substring(0, address.Length - path.Length);
    }

    private static NcpException Invalid(Uri address, string why) =>
        new(NcpErrorKind.InvalidEndpoint, $"The endpoint {(address.IsAbsoluteUri && address.Host.Length > 0 ? $"on {address.Host}" : "given")} {why}.");

    private NcpException NotInSite(string service) =>
        new(NcpErrorKind.ServiceNotInSite, $"{service} is not offered in the {_site} site; nothing was sent.");
}
