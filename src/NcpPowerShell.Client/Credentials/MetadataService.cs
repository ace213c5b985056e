using System.Text;
using System.Text.Json;
using NcpPowerShell.Errors;
using NcpPowerShell.Http;
using NcpPowerShell.Json;

namespace NcpPowerShell.Credentials;

/// <summary>A VPC server's own source of credentials: link-local, no proxy, no redirects, a second at most.</summary>
internal sealed class MetadataService : IDisposable
{
    private const string Path = "/latest/meta-data/iam/security-credentials/";

    private static readonly Uri LinkLocal = new("http://169.254.169.254");
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(1);

    private readonly HttpMessageInvoker _invoker = new(HttpHandlers.CreateDirect());
    private readonly Uri _address;

    public MetadataService()
    {
        var root = Root().AbsoluteUri.TrimEnd('/');
        _address = new Uri(root.EndsWith(Path.TrimEnd('/'), StringComparison.Ordinal) ? root + "/" : root + Path);
    }

    /// <exception cref="NcpException">No role, no answer within the limit, or an answer without a pair.</exception>
    public async Task<ServerRolePair> GetPairAsync(CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Limit);
        try
        {
            using var roles = await GetAsync(_address, limit.Token).ConfigureAwait(false);
            var role = Encoding.UTF8.GetString(roles.Bytes.ToArray()).Split('\n').Select(line => line.Trim()).FirstOrDefault(line => line.Length > 0) ?? throw Failure("this server has no role");
            using var json = await GetAsync(new Uri(_address, Uri.EscapeDataString(role)), limit.Token).ConfigureAwait(false);
            return new ServerRolePair(role, Read(json.Bytes));
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested && e is OperationCanceledException)
        {
            throw Failure($"no answer within {Limit.TotalSeconds:0} s", e);
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            throw Failure(e.GetBaseException().Message, e);
        }
        catch (Exception e) when (e is JsonException or FormatException)
        {
            throw Failure("its answer is not a credential");
        }
    }

    public void Dispose() => _invoker.Dispose();

    // Its answer is a secret key in clear text, so plain http goes no further than this computer and its host.
    private static Uri Root()
    {
        if (NcpEnvironment.First(NcpEnvironment.MetadataEndpoint) is not { } configured)
        {
            return LinkLocal;
        }

        return Uri.TryCreate(configured, UriKind.Absolute, out var uri)
            && (uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && (uri.IsLoopback || uri.Host == LinkLocal.Host)))
            && (uri.UserInfo + uri.Query + uri.Fragment).Length == 0
            ? uri
            : throw new NcpException(
                NcpErrorKind.InvalidEndpoint,
                $"{NcpEnvironment.MetadataEndpoint} must be an https address, or http to loopback or {LinkLocal.Host}, without user and query. Nothing was sent.");
    }

    private static NcpCredential Read(ReadOnlyMemory<byte> json)
    {
        using var document = JsonDocument.Parse(json);
        var fields = new JsonFields(document.RootElement, "$", text => text);
        var expires = fields.Iso8601("Expiration") ?? throw new FormatException("no expiration");
        return new NcpCredential(fields.RequiredString("AccessKeyId"), SecretBuffer.From(fields.RequiredString("SecretAccessKey")), expires);
    }

    private async Task<BoundedBody> GetAsync(Uri uri, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, uri);
        using var response = await _invoker.SendAsync(request, cancellationToken).ConfigureAwait(false);
        return response.IsSuccessStatusCode
            ? await BoundedBody.ReadAsync(response.Content, cancellationToken).ConfigureAwait(false)
            : throw Failure($"it answered {(int)response.StatusCode}");
    }

    private NcpException Failure(string why, Exception? cause = null) =>
        new(NcpErrorKind.InvalidCredential, $"No server role: the metadata service at {_address.Authority} gave no credentials ({why.TrimEnd('.')}).", cause);
}
