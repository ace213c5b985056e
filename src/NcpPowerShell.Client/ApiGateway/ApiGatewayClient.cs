using System.Globalization;
using System.Text;
using NcpPowerShell.Errors;
using NcpPowerShell.Http;
using NcpPowerShell.Json;

namespace NcpPowerShell.ApiGateway;

/// <summary>API Gateway management, API keys.</summary>
/// <exception cref="NcpException">Every method: the request could not be made, failed, or was answered with something undocumented.</exception>
public sealed class ApiGatewayClient
{
    private const int PageSize = 100;

    private readonly NcpSession _session;
    private readonly IRequestObserver _observer;

    /// <summary>A client on a session; as cheap as an assignment.</summary>
    public ApiGatewayClient(NcpSession session)
        : this(session, SilentObserver.Instance)
    {
    }

    internal ApiGatewayClient(NcpSession session, IRequestObserver observer)
    {
        _session = session;
        _observer = observer;
    }

    /// <summary>One key with both its values. Source: API key detail.</summary>
    /// <param name="apiKeyId">The key.</param>
    /// <param name="cancellationToken">Ends the request at once.</param>
    public async Task<ApiGatewayKey> GetKeyAsync(string apiKeyId, CancellationToken cancellationToken = default)
    {
        using var response = await SendAsync(HttpMethod.Get, KeyPath(apiKeyId), null, cancellationToken).ConfigureAwait(false);
        return JsonBody.Read(response, ReadKey);
    }

    /// <summary>One page of the keys, without their values. Source: API key list.</summary>
    /// <param name="position">Offset from 0, or the previous page's <see cref="Page{T}.Next"/>.</param>
    /// <param name="cancellationToken">Ends the request at once.</param>
    public async Task<Page<ApiGatewayKey>> GetKeyPageAsync(long position = 0, CancellationToken cancellationToken = default)
    {
        var path = string.Format(CultureInfo.InvariantCulture, "/api/v1/api-keys?offset={0}&limit={1}", position, PageSize);
        using var response = await SendAsync(HttpMethod.Get, path, null, cancellationToken).ConfigureAwait(false);
        return JsonBody.Read(response, body =>
        {
            var keys = body.RequiredArray("apiKeys", ApiGatewayKey.ReadListed);
            var total = body.Int64("total");
            var end = position + keys.Count;
            var isLast = keys.Count == 0 || end >= total;
            return new Page<ApiGatewayKey>(keys, total, isLast ? null : end);
        });
    }

    /// <summary>
    /// Replaces one of the key's two values; the old one stops working at once. Never repeated unless it certainly did
    /// not take effect. Source: API Key regenerate (재생성).
    /// </summary>
    /// <param name="apiKeyId">The key.</param>
    /// <param name="keyType">Which value.</param>
    /// <param name="cancellationToken">Ends the request at once; it may have taken effect then.</param>
    public async Task<ApiGatewayKey> ResetKeyAsync(string apiKeyId, ApiGatewayKeyType keyType, CancellationToken cancellationToken = default)
    {
        var body = Encoding.UTF8.GetBytes($$"""{"keyType":"{{keyType.ToString().ToUpperInvariant()}}"}""");
        using var response = await SendAsync(new HttpMethod("PATCH"), KeyPath(apiKeyId), body, cancellationToken).ConfigureAwait(false);
        return JsonBody.Read(response, ReadKey);
    }

    // A single key comes bare or as "apiKey", depending on the operation.
    private static ApiGatewayKey ReadKey(JsonFields body) => ApiGatewayKey.Read(body.Object("apiKey") ?? body);

    private static string KeyPath(string apiKeyId) => $"/api/v1/api-keys/{Identifier.ToPathSegment(apiKeyId, "API key id")}";

    private Task<NcpResponse> SendAsync(HttpMethod method, string path, byte[]? body, CancellationToken cancellationToken)
    {
        var uri = new Uri(_session.Endpoints.ApiGateway.AbsoluteUri.TrimEnd('/') + path);
        return _session.SendAsync(new NcpRequest(method, uri) { Body = body }, _observer, cancellationToken);
    }
}
