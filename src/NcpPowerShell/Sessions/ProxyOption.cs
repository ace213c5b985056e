using System.Management.Automation;
using System.Net;
using NcpPowerShell.Errors;

namespace NcpPowerShell.Sessions;

/// <summary>What <c>-Proxy</c> and <c>-ProxyCredential</c> mean together.</summary>
internal static class ProxyOption
{
#if NET
    private static readonly string[] Schemes = ["http", "https", "socks4", "socks4a", "socks5"];
#else
    // .NET Framework knows no other, and would tell so at the first request only.
    private static readonly string[] Schemes = ["http"];
#endif

    /// <returns>Null for the platform's own settings.</returns>
    /// <exception cref="NcpException">The address cannot be used, or has a password in it.</exception>
    public static IWebProxy? From(Uri? address, PSCredential? credential)
    {
        if (address is null)
        {
            return credential is null ? null : throw Invalid("-ProxyCredential needs -Proxy");
        }

        if (!address.IsAbsoluteUri || !Schemes.Contains(address.Scheme))
        {
            throw Invalid("-Proxy is not an address such as http://proxy.example:3128");
        }

        return address.UserInfo.Length == 0
            ? new WebProxy(address) { Credentials = credential?.GetNetworkCredential() }
            : throw Invalid($"The proxy address on {address.Host} has a user or password in it. Give them as -ProxyCredential");
    }

    private static NcpException Invalid(string why) => new(NcpErrorKind.InvalidEndpoint, $"{why}. Nothing was sent.");
}
