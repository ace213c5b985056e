using System.Diagnostics;
using System.Security;
using NcpPowerShell.Credentials;
using NcpPowerShell.Endpoints;
using NcpPowerShell.Errors;
using NcpPowerShell.Http;

namespace NcpPowerShell;

/// <summary>
/// Who calls (credentials), where (endpoints) and how (one signed HTTP pipeline). Safe to use from several threads.
/// Shows facts only: no property, text or serialization of it holds a secret.
/// </summary>
public sealed class NcpSession : IDisposable
{
    private readonly CredentialProvider _credentials;
    private readonly SignedPipeline _pipeline;
    private readonly SecretBuffer? _nsmlApiKey;

    internal NcpSession(CredentialProvider credentials, NcpSessionOptions options)
    {
        _credentials = credentials;
        Site = options.Site;
        KmsBoundary = options.KmsBoundary;
        Endpoints = options.Endpoint is null
            ? NcpEndpoints.For(options.Site, options.KmsBoundary)
            : NcpEndpoints.Custom(options.Site, options.Endpoint);
        TimeoutSec = options.Timeout.TotalSeconds;
        MaximumRetryCount = options.MaximumRetryCount;
        _nsmlApiKey = options.NsmlApiKey is { Length: > 0 } apiKey ? SecretBuffer.From(apiKey) : null;
        _pipeline = new SignedPipeline(
            credentials,
            new Transport(HttpHandlers.Create(options.Proxy), options.Timeout),
            new RetryPolicy(options.MaximumRetryCount));
    }

    /// <summary>The access key, masked but for its first and last four characters.</summary>
    public string AccessKey => _credentials.Current.MaskedAccessKey;

    /// <summary>Where the credentials came from: <c>explicit</c>, <c>environment</c>, and so on.</summary>
    public string CredentialSource => _credentials.Source;

    /// <summary>The site the session calls.</summary>
    public NcpSite Site { get; }

    /// <summary>Which KMS the session asks.</summary>
    public KmsBoundary KmsBoundary { get; }

    /// <summary>The base addresses.</summary>
    public NcpEndpoints Endpoints { get; }

    /// <summary>When the credentials of this moment end; <see langword="null"/> for permanent ones.</summary>
    public DateTimeOffset? Expires => _credentials.Current.Expires;

    /// <summary>When the session was made.</summary>
    public DateTimeOffset Created { get; } = DateTimeOffset.Now;

    /// <summary>Seconds one attempt may take.</summary>
    public double TimeoutSec { get; }

    /// <summary>How often a failed read is repeated.</summary>
    public int MaximumRetryCount { get; }

    /// <summary>Whether the session was disconnected; it cannot be used any more then.</summary>
    public bool IsClosed { get; private set; }

    /// <summary>A session on one access key and its secret key. Makes no request.</summary>
    /// <exception cref="NcpException">The options cannot be used.</exception>
    public static NcpSession Connect(string accessKey, SecureString secretKey, NcpSessionOptions? options = null) =>
        new(Explicit(accessKey, secretKey), options ?? new NcpSessionOptions());

    /// <summary>Makes one cheap signed request (the first entry of a listing) and tells what came of it.</summary>
    /// <param name="cancellationToken">Ends the request at once.</param>
    /// <exception cref="NcpException">The session is closed, or its credentials cannot be renewed.</exception>
    public Task<NcpSessionTest> TestAsync(CancellationToken cancellationToken = default) =>
        TestAsync(SilentObserver.Instance, cancellationToken);

    /// <summary>Closes the connections and clears the secrets.</summary>
    public void Dispose()
    {
        IsClosed = true;
        _pipeline.Dispose();
        _nsmlApiKey?.Dispose();
    }

    /// <summary>Access key, site and source in one line.</summary>
    public override string ToString() => $"{AccessKey} ({Site}, {CredentialSource})";

    internal SecretBuffer NsmlApiKey => _nsmlApiKey ?? throw new NcpException(
        NcpErrorKind.MissingNsmlApiKey,
        "CLOVA NSML also wants an API Gateway key, and this session has none. Nothing was sent.");

    internal static CredentialProvider Explicit(string accessKey, SecureString secretKey)
    {
        if (string.IsNullOrWhiteSpace(accessKey) || secretKey is null || secretKey.Length == 0)
        {
            throw new NcpException(NcpErrorKind.InvalidCredential, "The credential needs both an access key (user name) and a secret key (password).");
        }

        return new StaticCredentials("explicit", new NcpCredential(accessKey.Trim(), SecretBuffer.From(secretKey)));
    }

    internal async Task<NcpSessionTest> TestAsync(IRequestObserver observer, CancellationToken cancellationToken)
    {
        var probe = Endpoints.Kms is { } kms
            ? new Uri(kms.AbsoluteUri.TrimEnd('/') + "/kms/v1/keys?pageNo=1&pageSize=1")
            : new Uri(Endpoints.ApiGateway.AbsoluteUri.TrimEnd('/') + "/api/v1/api-keys?offset=0&limit=1");
        var elapsed = Stopwatch.StartNew();
        try
        {
            using var response = await SendAsync(new NcpRequest(HttpMethod.Get, probe) { IsProbe = true }, observer, cancellationToken).ConfigureAwait(false);
            return new NcpSessionTest
            {
                IsReachable = true,
                IsSignatureAccepted = true,
                HasPermission = true,
                ClockDifference = response.ClockDifference,
                Milliseconds = elapsed.Elapsed.TotalMilliseconds,
                Endpoint = probe,
            };
        }
        catch (NcpApiException e)
        {
            return new NcpSessionTest
            {
                IsReachable = e.StatusCode is not null,
                IsSignatureAccepted = e.Kind switch
                {
                    NcpErrorKind.AuthenticationFailed => false,
                    NcpErrorKind.PermissionDenied => true,
                    _ => null,
                },
                HasPermission = e.Kind == NcpErrorKind.PermissionDenied ? false : null,
                ClockDifference = e.ClockDifference,
                Milliseconds = elapsed.Elapsed.TotalMilliseconds,
                Endpoint = probe,
                Failure = e,
            };
        }
    }

    internal Task<NcpResponse> SendAsync(NcpRequest request, IRequestObserver observer, CancellationToken cancellationToken) => IsClosed
        ? throw new NcpException(NcpErrorKind.SessionClosed, $"The session of {AccessKey} is disconnected.")
        : _pipeline.SendAsync(request, observer, cancellationToken);
}
