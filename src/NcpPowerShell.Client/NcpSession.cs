using System.Diagnostics;
using System.Security;
using NcpPowerShell.Credentials;
using NcpPowerShell.Endpoints;
using NcpPowerShell.Errors;
using NcpPowerShell.Http;
using NcpPowerShell.Json;
using NcpPowerShell.Kms;

namespace NcpPowerShell;

/// <summary>
/// Who calls (credentials), where (endpoints) and how (one signed HTTP pipeline). Safe to use from several threads.
/// Shows facts only: no property, text or serialization of it holds a secret.
/// </summary>
public sealed class NcpSession : IDisposable
{
    private readonly CancellationTokenSource _closing = new();
    private readonly CredentialProvider _credentials;
    private readonly SignedPipeline _pipeline;
    private readonly SecretBuffer? _nsmlApiKey;

    internal NcpSession(CredentialProvider credentials, NcpSessionOptions options)
    {
        _credentials = credentials;
        Site = options.Site;
        KmsBoundary = options.KmsBoundary;
        Endpoints = NcpEndpoints.Of(options);
        TimeoutSec = options.Timeout.TotalSeconds;
        MaximumRetryCount = options.MaximumRetryCount;
        _nsmlApiKey = ApiKey(options);
        _pipeline = new SignedPipeline(
            credentials,
            new Transport(Endpoints.IsPlain ? HttpHandlers.CreateDirect() : HttpHandlers.Create(options.Proxy), options.Timeout),
            new RetryPolicy(options.MaximumRetryCount),
            _nsmlApiKey);
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
    public bool IsClosed => _closing.IsCancellationRequested;

    /// <summary>A session on one access key and its secret key. Makes no request.</summary>
    /// <exception cref="NcpException">The options cannot be used.</exception>
    public static NcpSession Connect(string accessKey, SecureString secretKey, NcpSessionOptions? options = null) =>
        new(Explicit(accessKey, secretKey), options ?? new NcpSessionOptions());

    /// <summary>Makes one cheap signed request (the first entry of a listing) and tells what came of it.</summary>
    /// <param name="cancellationToken">Ends the request at once.</param>
    /// <exception cref="NcpException">The session is closed, or its credentials cannot be renewed.</exception>
    public Task<NcpSessionTest> TestAsync(CancellationToken cancellationToken = default) =>
        TestAsync(SilentObserver.Instance, cancellationToken);

    /// <summary>Closes the connections and clears the secrets; requests under way end with an error that says so.</summary>
    public void Dispose()
    {
        _closing.Cancel();
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
        var kms = Endpoints.Kms?.AbsoluteUri.TrimEnd('/');
        var probe = kms is null
            ? new Uri(Endpoints.ApiGateway.AbsoluteUri.TrimEnd('/') + "/api/v1/api-keys?offset=0&limit=1")
            : new Uri(kms + "/kms/v1/keys?pageNo=1&pageSize=1");
        var elapsed = Stopwatch.StartNew();
        try
        {
            using var response = await SendAsync(new NcpRequest(HttpMethod.Get, probe) { IsProbe = true }, observer, cancellationToken).ConfigureAwait(false);

            // A portal on the way may say 200 to anything.
            _ = kms is null ? JsonBody.Read(response, body => body) : KmsEnvelope.Read(response, (data, _) => data);
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

    internal async Task<NcpResponse> SendAsync(NcpRequest request, IRequestObserver observer, CancellationToken cancellationToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _closing.Token);
        try
        {
            either.Token.ThrowIfCancellationRequested();
            return await _pipeline.SendAsync(request, observer, either.Token).ConfigureAwait(false);
        }
        catch (Exception) when (IsClosed && !cancellationToken.IsCancellationRequested)
        {
            throw Closed();
        }
    }

    internal NcpException Closed() => new(NcpErrorKind.SessionClosed, $"The session of {AccessKey} is disconnected.");

    private static SecretBuffer? ApiKey(NcpSessionOptions options)
    {
        if (options.NsmlApiKey is not { Length: > 0 } text)
        {
            return null;
        }

        var apiKey = SecretBuffer.From(text);
        return apiKey.IsHeaderText ? apiKey : throw new NcpException(
            NcpErrorKind.InvalidCredential,
            "The API Gateway key for CLOVA NSML has white space or characters other than printable ASCII. Nothing was sent.");
    }
}
