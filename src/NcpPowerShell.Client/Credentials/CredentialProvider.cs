using NcpPowerShell.Endpoints;

namespace NcpPowerShell.Credentials;

/// <summary>Where a session's credentials come from, and the credentials of this moment.</summary>
internal abstract class CredentialProvider : IDisposable
{
    /// <summary>What an operator calls the source, such as <c>environment</c> or <c>profile prod</c>.</summary>
    public abstract string Source { get; }

    /// <summary>The site that the source names; null when it names none.</summary>
    public virtual NcpSite? Site => null;

    /// <summary>The pair in use, without renewing it.</summary>
    public abstract NcpCredential Current { get; }

    /// <summary>A pair that is valid now.</summary>
    /// <param name="now">NCP's clock, as far as it is known.</param>
    /// <param name="cancellationToken">Ends the wait for a new pair.</param>
    public abstract ValueTask<NcpCredential> GetAsync(DateTimeOffset now, CancellationToken cancellationToken);

    public virtual void Dispose() => Current.Dispose();
}
