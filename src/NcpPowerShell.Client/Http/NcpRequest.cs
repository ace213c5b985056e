using NcpPowerShell.Credentials;

namespace NcpPowerShell.Http;

/// <summary>What to ask, before it is signed. It can be sent several times.</summary>
internal sealed class NcpRequest(HttpMethod method, Uri uri)
{
    public HttpMethod Method { get; } = method;

    public Uri Uri { get; } = uri;

    /// <summary>JSON; null for none.</summary>
    public byte[]? Body { get; init; }

    /// <summary>The API Gateway key that CLOVA NSML wants beside the signature.</summary>
    public SecretBuffer? ApiKey { get; init; }

    /// <summary>A request that measures: its first answer counts, unless only the clock was wrong.</summary>
    public bool IsProbe { get; init; }

    public bool IsWrite => Method != HttpMethod.Get;
}
