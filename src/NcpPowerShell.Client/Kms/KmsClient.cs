using System.Globalization;
using NcpPowerShell.Errors;
using NcpPowerShell.Http;
using NcpPowerShell.Json;

namespace NcpPowerShell.Kms;

/// <summary>Key Management Service 2.0.</summary>
/// <exception cref="NcpException">Every method: the request could not be made, failed, or was answered with something undocumented.</exception>
public sealed class KmsClient
{
    /// <summary>The largest page the service gives (Get Key List).</summary>
    public const int LargestPage = 200;

    private readonly NcpSession _session;
    private readonly IRequestObserver _observer;

    /// <summary>A client on a session; as cheap as an assignment.</summary>
    public KmsClient(NcpSession session)
        : this(session, SilentObserver.Instance)
    {
    }

    internal KmsClient(NcpSession session, IRequestObserver observer)
    {
        _session = session;
        _observer = observer;
    }

    /// <summary>One key in full. Source: Get Key Info.</summary>
    /// <param name="keyTag">The key.</param>
    /// <param name="baseUrl">The key's own <see cref="KmsKey.BaseUrl"/>; used only when it is one of the site's KMS hosts.</param>
    /// <param name="cancellationToken">Ends the request at once.</param>
    public Task<KmsKey> GetKeyAsync(string keyTag, string? baseUrl = null, CancellationToken cancellationToken = default) =>
        GetAsync(keyTag, "", baseUrl, KmsKey.Read, cancellationToken);

    /// <summary>All versions of a key, in the service's order. Source: Get Key Version List.</summary>
    /// <inheritdoc cref="GetKeyAsync" path="/param"/>
    public Task<IReadOnlyList<KmsKeyVersion>> GetKeyVersionsAsync(string keyTag, string? baseUrl = null, CancellationToken cancellationToken = default) =>
        GetAsync(keyTag, "/versions", baseUrl, data => KmsKeyVersion.ReadList(data, keyTag), cancellationToken);

    /// <summary>A key's token generator. Source: Get Token Generator.</summary>
    /// <inheritdoc cref="GetKeyAsync" path="/param"/>
    public Task<KmsTokenGenerator> GetTokenGeneratorAsync(string keyTag, string? baseUrl = null, CancellationToken cancellationToken = default) =>
        GetAsync(keyTag, "/token-generator", baseUrl, data => KmsTokenGenerator.Read(data, keyTag), cancellationToken);

    /// <summary>One page of the keys of the session's boundary. Source: Get Key List.</summary>
    /// <param name="position">Page number from 1, or the previous page's <see cref="Page{T}.Next"/>.</param>
    /// <param name="pageSize">1 to 200.</param>
    /// <param name="cancellationToken">Ends the request at once.</param>
    public async Task<Page<KmsKey>> GetKeyPageAsync(long position = 1, int pageSize = LargestPage, CancellationToken cancellationToken = default)
    {
        var path = string.Format(CultureInfo.InvariantCulture, "/kms/v1/keys?pageNo={0}&pageSize={1}", position, pageSize);
        using var response = await SendAsync(null, path, cancellationToken).ConfigureAwait(false);
        return KmsEnvelope.Read(response, (data, envelope) => ReadPage(data, envelope, position));
    }

    private async Task<T> GetAsync<T>(string keyTag, string what, string? baseUrl, Func<JsonFields, T> read, CancellationToken cancellationToken)
    {
        var path = $"/kms/v1/keys/{Identifier.ToPathSegment(keyTag, "key tag")}{what}";
        using var response = await SendAsync(baseUrl, path, cancellationToken).ConfigureAwait(false);
        return KmsEnvelope.Read(response, (data, _) => read(data));
    }

    private Task<NcpResponse> SendAsync(string? baseUrl, string path, CancellationToken cancellationToken)
    {
        var address = _session.Endpoints.KmsFor(baseUrl).AbsoluteUri.TrimEnd('/');
        return _session.SendAsync(new NcpRequest(HttpMethod.Get, new Uri(address + path)), _observer, cancellationToken);
    }

    // The documentation puts the counters beside the list or beside the data: look in both. Without them only an empty
    // page is the last one, for the service may give smaller pages than it was asked for.
    private static Page<KmsKey> ReadPage(JsonFields data, JsonFields envelope, long asked)
    {
        var keys = data.RequiredArray("keyList", KmsKey.Read);
        var isLast = keys.Count == 0 || asked >= Counter("totalPageNo");
        return new Page<KmsKey>(keys, Counter("totalCount"), isLast ? null : asked + 1);

        long? Counter(string name) => data.Int64(name) ?? envelope.Int64(name);
    }
}
