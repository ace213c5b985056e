using NcpPowerShell.Endpoints;

namespace NcpPowerShell.Credentials;

/// <summary>A pair that does not change while the session lives.</summary>
internal sealed class StaticCredentials(string source, NcpCredential credential, NcpSite? site = null) : CredentialProvider
{
    public override string Source { get; } = source;

    public override NcpSite? Site { get; } = site;

    public override NcpCredential Current { get; } = credential;

    public override ValueTask<NcpCredential> GetAsync(DateTimeOffset now, CancellationToken cancellationToken) => new(Current);
}
