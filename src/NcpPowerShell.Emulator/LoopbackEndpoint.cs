using System.Net;

namespace NcpPowerShell.Emulator;

internal static class LoopbackEndpoint
{
    public static IPEndPoint Of(Uri url)
    {
        if (url.Scheme != Uri.UriSchemeHttp || url.PathAndQuery != "/")
        {
            throw new ArgumentException("the emulator listens on http://address:port, nothing else.");
        }
        var address = url.Host == "localhost" ? IPAddress.Loopback : ParseAddress(url);
        return IPAddress.IsLoopback(address)
            ? new IPEndPoint(address, url.Port)
            : throw new ArgumentException("the emulator listens on loopback addresses only (127.0.0.1, ::1, localhost).");
    }

    private static IPAddress ParseAddress(Uri url) =>
        IPAddress.TryParse(url.DnsSafeHost, out var address) ? address : IPAddress.None;
}
