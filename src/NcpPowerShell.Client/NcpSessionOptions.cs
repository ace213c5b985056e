using System.Net;
using System.Security;
using NcpPowerShell.Endpoints;

namespace NcpPowerShell;

/// <summary>How a session calls NCP. Everything has a default.</summary>
public sealed class NcpSessionOptions
{
    /// <summary>The site the account belongs to.</summary>
    public NcpSite Site { get; set; }

    /// <summary>Which KMS to ask: global keys, or the keys isolated in one country.</summary>
    public KmsBoundary KmsBoundary { get; set; }

    /// <summary>One base address for all three services, such as an emulator; <see langword="null"/> for NCP itself.</summary>
    public Uri? Endpoint { get; set; }

    /// <summary>The API Gateway key that CLOVA NSML wants; <see langword="null"/> when NSML is not used.</summary>
    public SecureString? NsmlApiKey { get; set; }

    /// <summary>How often a failed read is repeated. 0 for never.</summary>
    public int MaximumRetryCount { get; set; } = 4;

    /// <summary>How long one attempt may take, from its first byte to the last byte of its answer.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>A proxy; <see langword="null"/> for the platform's own settings.</summary>
    public IWebProxy? Proxy { get; set; }
}
