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
        var configured = NcpEnvironment.First(NcpEnvironment.MetadataEndpoint);
        if (configured is not null && !(Uri.TryCreate(configured, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"))
        {
            throw new NcpException(NcpErrorKind.InvalidEndpoint, $"{NcpEnvironment.MetadataEndpoint} is not an http address.");
        }

        var root = (configured ?? LinkLocal.AbsoluteUri).TrimEnd('/');
        _address = new Uri(root.EndsWith(Path.TrimEnd('/'), StringComparison.Ordinal) ? root + "/" : root + Path);
    }

    /// <exception cref="NcpException">No role, no answer within the limit, or an answer without a pair.</exception>
    public async Task<ServerRolePair> GetPairAsync(CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Limit);
        try
        {
            var roles = await GetAsync(_address, limit.Token).ConfigureAwait(false);
            var role = roles.Split('\n').Select(line => line.Trim()).FirstOrDefault(line => line.Length > 0) ?? throw Failure("this server has no role");
            var json = await GetAsync(new Uri(_address, Uri.EscapeDataString(role)), limit.Token).ConfigureAwait(false);
            return new ServerRolePair(role, Read(json));
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

    private static NcpCredential Read(string json)
    {
        using var document = JsonDocument.Parse(json);
        var fields = new JsonFields(document.RootElement, "$");
        var expires = fields.Iso8601("Expiration") ?? throw new FormatException("no expiration");
        return new NcpCredential(fields.RequiredString("AccessKeyId"), SecretBuffer.From(fields.RequiredString("SecretAccessKey")), expires);
    }

    private async Task<string> GetAsync(Uri uri, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, uri);
        using var response = await _invoker.SendAsync(request, cancellationToken).ConfigureAwait(false);
        using var body = await BoundedBody.ReadAsync(response.Content, cancellationToken).ConfigureAwait(false);
        return response.IsSuccessStatusCode
            ? System.Text.Encoding.UTF8.GetString(body.Bytes.ToArray())
            : throw Failure($"it answered {(int)response.StatusCode}");
    }

    private NcpException Failure(string why, Exception? cause = null) =>
        new(NcpErrorKind.InvalidCredential, $"No server role: the metadata service at {_address.Authority} gave no credentials ({why.TrimEnd('.')}).", cause);
}
