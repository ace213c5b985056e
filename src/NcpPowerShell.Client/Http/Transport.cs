using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using NcpPowerShell.Credentials;
using NcpPowerShell.Errors;
#if !NET
using System.Net.Sockets;
#endif

namespace NcpPowerShell.Http;

/// <summary>One attempt: sign, send, read to the end, within the timeout.</summary>
internal sealed class Transport(HttpMessageHandler handler, TimeSpan timeout) : IDisposable
{
    private static readonly ProductInfoHeaderValue UserAgent =
        new("NcpPowerShell", typeof(Transport).Assembly.GetName().Version!.ToString(3));

    private static readonly MediaTypeWithQualityHeaderValue Json = new("application/json");

    private readonly HttpMessageInvoker _invoker = new(handler);

    /// <exception cref="NcpApiException">No complete answer came.</exception>
    public async Task<NcpResponse> SendAsync(NcpRequest request, string timestamp, NcpCredential credential, CancellationToken cancellationToken)
    {
        using var message = Sign(request, timestamp, credential);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(timeout);
        HttpStatusCode? status = null;
        try
        {
            using var response = await ExchangeAsync(message, limit.Token).ConfigureAwait(false);
            var received = DateTimeOffset.UtcNow;
            status = response.StatusCode;
#if !NET
            // Reads of .NET Framework's response stream do not hear the token.
            using var abort = limit.Token.Register(response.Dispose);
#endif
            var body = await BoundedBody.ReadAsync(response.Content, limit.Token).ConfigureAwait(false);
            return Answer(request, response, body, received);
        }
        catch (Exception) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellationToken);
        }
        catch (Exception) when (limit.IsCancellationRequested)
        {
            throw Failure(NcpErrorKind.Timeout, $"no complete answer within {timeout.TotalSeconds:0.###} s", status, request, null);
        }
        catch (BodyTooLargeException e)
        {
            throw Failure(NcpErrorKind.UnexpectedAnswer, e.Message, status, request, e);
        }
        catch (Exception e) when (e is not NcpException)
        {
            var cause = e.GetBaseException();
            var what = status is null && IsRefused(e) ? "could not connect" : "the connection broke before the answer was complete";
            throw Failure(NcpErrorKind.ConnectionFailed, $"{what}: {cause.Message}", status, request, e);
        }
    }

    public void Dispose() => _invoker.Dispose();

#if NET
    private Task<HttpResponseMessage> ExchangeAsync(HttpRequestMessage message, CancellationToken cancellationToken) =>
        _invoker.SendAsync(message, cancellationToken);
#else
    private Task<HttpResponseMessage> ExchangeAsync(HttpRequestMessage message, CancellationToken cancellationToken) =>
        message.Method == HttpMethod.Get && message.Content is not null
            ? ContentTypeOnlyGet.SendAsync(message, (HttpClientHandler)handler, cancellationToken)
            : _invoker.SendAsync(message, cancellationToken);
#endif

    private static HttpRequestMessage Sign(NcpRequest request, string timestamp, NcpCredential credential)
    {
        var message = new HttpRequestMessage(request.Method, request.Uri);
        message.Headers.Accept.Add(Json);
        message.Headers.UserAgent.Add(new ProductInfoHeaderValue(UserAgent.Product!));
        message.Headers.TryAddWithoutValidation(NcpHeaders.Timestamp, timestamp);
        message.Headers.TryAddWithoutValidation(NcpHeaders.AccessKey, credential.AccessKey);
        message.Headers.TryAddWithoutValidation(
            NcpHeaders.Signature,
            RequestSigner.Sign(request.Method.Method, request.Uri.PathAndQuery, timestamp, credential));
        if (request.ApiKey is not null)
        {
            message.Headers.TryAddWithoutValidation(NcpHeaders.ApiKey, request.ApiKey.Reveal());
        }

        // CLOVA NSML wants a content type even where there is no content.
        if (request.Body is not null || request.ApiKey is not null)
        {
            message.Content = new ByteArrayContent(request.Body ?? []);
            message.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        }

        return message;
    }

    private static NcpResponse Answer(NcpRequest request, HttpResponseMessage response, BoundedBody body, DateTimeOffset received) =>
        new(request, response.StatusCode, body)
        {
            MediaType = response.Content.Headers.ContentType?.MediaType,
            RequestId = NcpHeaders.RequestIds.Select(name => First(response.Headers, name)).FirstOrDefault(id => id is not null),
            Date = response.Headers.Date,
            RetryAfter = RetryAfter(response.Headers, received),
            Received = received,
            Headers = response.Headers,
        };

    private static string? First(HttpResponseHeaders headers, string name) =>
        headers.TryGetValues(name, out var values) ? values.FirstOrDefault() : null;

    private static TimeSpan? RetryAfter(HttpResponseHeaders headers, DateTimeOffset received) => headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } => date - (headers.Date ?? received),
        _ => null,
    };

    private static NcpApiException Failure(NcpErrorKind kind, string what, HttpStatusCode? status, NcpRequest request, Exception? cause)
    {
        var neverSent = status is null && cause is not null && IsRefused(cause);
        return new NcpApiException(
            kind,
            string.Format(CultureInfo.InvariantCulture, "{0} {1} to {2}: {3}.", request.Method, request.Uri.AbsolutePath, request.Uri.Authority, what.TrimEnd('.')),
            cause)
        {
            StatusCode = status,
            Method = request.Method.Method,
            Path = request.Uri.AbsolutePath,
            Host = request.Uri.Authority,
            NeverSent = neverSent,
            MayHaveTakenEffect = request.IsWrite && !neverSent,
        };
    }

    // Only what proves that not one byte of the request was sent.
    private static bool IsRefused(Exception exception)
    {
#if NET
        return exception is HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError };
#else
        return exception.GetBaseException()
            is WebException { Status: WebExceptionStatus.ConnectFailure or WebExceptionStatus.NameResolutionFailure }
            or SocketException { SocketErrorCode: SocketError.ConnectionRefused or SocketError.HostNotFound };
#endif
    }
}
