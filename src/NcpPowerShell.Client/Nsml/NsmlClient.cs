using NcpPowerShell.Errors;
using NcpPowerShell.Http;
using NcpPowerShell.Json;

namespace NcpPowerShell.Nsml;

/// <summary>CLOVA NSML. Needs a session with an API Gateway key for it.</summary>
/// <exception cref="NcpException">Every method: the request could not be made, failed, or was answered with something undocumented.</exception>
public sealed class NsmlClient
{
    private readonly NcpSession _session;
    private readonly IRequestObserver _observer;

    /// <summary>A client on a session; as cheap as an assignment.</summary>
    public NsmlClient(NcpSession session)
        : this(session, SilentObserver.Instance)
    {
    }

    internal NsmlClient(NcpSession session, IRequestObserver observer)
    {
        _session = session;
        _observer = observer;
    }

    /// <summary>All authentication keys; the service has no pages. Source: Get authentication key list.</summary>
    /// <param name="cancellationToken">Ends the request at once.</param>
    public async Task<IReadOnlyList<NsmlAuthKey>> GetAuthKeysAsync(CancellationToken cancellationToken = default)
    {
        var uri = new Uri(_session.Endpoints.NsmlOrThrow().AbsoluteUri.TrimEnd('/') + "/nsml/v1/auth-keys");
        var request = new NcpRequest(HttpMethod.Get, uri) { ApiKey = _session.NsmlApiKey };
        using var response = await _session.SendAsync(request, _observer, cancellationToken).ConfigureAwait(false);
        return JsonBody.Read(response, body => body.RequiredArray("keyList", NsmlAuthKey.Read));
    }
}
