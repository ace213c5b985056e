using System.Net;

namespace NcpPowerShell.Http;

/// <summary>The socket end of the pipeline: no redirects, no cookies, certificates as the platform decides.</summary>
internal static class HttpHandlers
{
    /// <summary>As many as the largest <c>-ThrottleLimit</c>, with some room.</summary>
    private const int Connections = 128;

    /// <summary>Through the given proxy, or as the platform's settings say.</summary>
    public static HttpMessageHandler Create(IWebProxy? proxy)
    {
        var handler = Create();
        if (proxy is not null)
        {
            handler.Proxy = proxy;
            handler.UseProxy = true;
        }

        return handler;
    }

    /// <summary>Past any proxy.</summary>
    public static HttpMessageHandler CreateDirect()
    {
        var handler = Create();
        handler.UseProxy = false;
        return handler;
    }

#if NET
    private static SocketsHttpHandler Create() => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        MaxConnectionsPerServer = Connections,
        // Long enough to keep connections warm, short enough to follow a change of address.
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
    };
#else
    private static HttpClientHandler Create() => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        MaxConnectionsPerServer = Connections,
    };
#endif
}
