using System.Net;
using System.Text;
using System.Text.Json;
using NcpPowerShell.Errors;
using NcpPowerShell.Json;

namespace NcpPowerShell.Http;

/// <summary>Turns an answer that is not a success into one exception, whichever of NCP's error shapes it has.</summary>
internal static class ErrorParser
{
    private const int LongestMessage = 500;

    /// <summary>The failure of an answer whose status is not 2xx.</summary>
    public static NcpApiException Failure(NcpResponse response, string credentialSource)
    {
        var (code, words) = Parse(response);
        return Create(response, KindOf(response.Status, code), code, words, credentialSource);
    }

    /// <summary>The failure of a 2xx answer whose KMS envelope says otherwise.</summary>
    public static NcpApiException Failure(NcpResponse response, string? code, string? words) =>
        Create(response, KindOf(code), code, words, null);

    /// <summary>The failure of a 2xx answer that is not what was promised.</summary>
    public static NcpApiException Unexpected(NcpResponse response, string what, Exception? cause = null)
    {
        var request = response.Request;
        return new NcpApiException(
            NcpErrorKind.UnexpectedAnswer,
            $"{request.Method} {request.Uri.AbsolutePath} was answered with {(int)response.Status}, but not as documented: {response.Scrub(what)}.",
            cause)
        {
            StatusCode = response.Status,
            Method = request.Method.Method,
            Path = request.Uri.AbsolutePath,
            Host = request.Uri.Authority,
            RequestId = RequestId(response),
            MayHaveTakenEffect = request.IsWrite,
        };
    }

    private static NcpApiException Create(NcpResponse response, NcpErrorKind kind, string? code, string? words, string? credentialSource)
    {
        code = Shorten(code);
        words = Shorten(words);
        var request = response.Request;
        var difference = response.ClockDifference;
        var advice = kind == NcpErrorKind.AuthenticationFailed ? Advice(difference, credentialSource) : "";
        var answer = $"{(int)response.Status}{(code is null ? "" : $" / {code}")}{(words is null ? "" : $", {words.TrimEnd('.')}")}";
        return new NcpApiException(kind, $"{Headline(kind)}: {request.Method} {request.Uri.AbsolutePath} was answered with {answer}{advice}.")
        {
            StatusCode = response.Status,
            Code = code,
            ServiceMessage = words,
            Method = request.Method.Method,
            Path = request.Uri.AbsolutePath,
            Host = request.Uri.Authority,
            RequestId = RequestId(response),
            ClockDifference = difference,
            ServerDate = response.Date,
            RetryAfter = response.RetryAfter,
            MayHaveTakenEffect = request.IsWrite && (int)response.Status is < 400 or >= 500 or 408,
        };
    }

    private static (string? Code, string? Words) Parse(NcpResponse response)
    {
        try
        {
            using var document = JsonBody.Parse(response);
            return FromJson(new JsonFields(document.RootElement, "$", response.Scrub));
        }
        catch (Exception e) when (e is JsonException or FormatException)
        {
            return (null, Text(response));
        }
    }

    private static (string? Code, string? Words) FromJson(JsonFields body)
    {
        if (Try(() => body.Object("error")) is { } error)
        {
            return (Text(error, "errorCode"), Join(Text(error, "message"), Text(error, "details")));
        }

        if (Try(() => body.Object("responseError")) is { } responseError)
        {
            return (Text(responseError, "returnCode"), Text(responseError, "returnMessage"));
        }

        return (Text(body, "code"), Text(body, "msg") ?? Text(body, "message"));
    }

    private static string? Text(JsonFields fields, string name) => Try(() => fields.Text(name));

    // One odd field must not take the others with it: the code decides what the failure is.
    private static T? Try<T>(Func<T?> read)
        where T : class
    {
        try
        {
            return read();
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static NcpErrorKind KindOf(HttpStatusCode status, string? code) => (int)status switch
    {
        400 => NcpErrorKind.BadRequest,
        401 => code == "210" ? NcpErrorKind.PermissionDenied : NcpErrorKind.AuthenticationFailed,
        403 => NcpErrorKind.PermissionDenied,
        404 => NcpErrorKind.NotFound,
        408 => NcpErrorKind.Timeout,
        413 => NcpErrorKind.RequestTooLarge,
        422 => NcpErrorKind.InvalidState,
        429 => code == "400" ? NcpErrorKind.QuotaExceeded : NcpErrorKind.Throttled,
        >= 400 and < 500 => NcpErrorKind.Rejected,
        >= 500 => NcpErrorKind.ServiceFailed,
        _ => NcpErrorKind.UnexpectedAnswer,
    };

    private static NcpErrorKind KindOf(string? code) => code?.ToUpperInvariant() switch
    {
        "FORBIDDEN" => NcpErrorKind.PermissionDenied,
        "UNPROCESSABLE_ENTITY" or "INVALID_STATUS" => NcpErrorKind.InvalidState,
        "INVALID_REQUEST" => NcpErrorKind.BadRequest,
        "NOT_FOUND" => NcpErrorKind.NotFound,
        { } name when name.StartsWith("NOT_EXIST", StringComparison.Ordinal) => NcpErrorKind.NotFound,
        { } name when name.StartsWith("NOT_AUTHORIZED", StringComparison.Ordinal) => NcpErrorKind.PermissionDenied,
        "INTERNAL_SERVER_ERROR" => NcpErrorKind.ServiceFailed,
        { } name when name.StartsWith("UNAUTHORIZED", StringComparison.Ordinal) => NcpErrorKind.AuthenticationFailed,
        _ => NcpErrorKind.UnexpectedAnswer,
    };

    private static string Headline(NcpErrorKind kind) => kind switch
    {
        NcpErrorKind.BadRequest => "NCP calls the request invalid",
        NcpErrorKind.AuthenticationFailed => "Signature refused",
        NcpErrorKind.PermissionDenied => "Permission denied",
        NcpErrorKind.NotFound => "Not found",
        NcpErrorKind.Timeout => "NCP stopped waiting for the request",
        NcpErrorKind.RequestTooLarge => "Request too large",
        NcpErrorKind.InvalidState => "Not possible in the key's present state",
        NcpErrorKind.Throttled => "Too many requests",
        NcpErrorKind.QuotaExceeded => "Quota used up",
        NcpErrorKind.Rejected => "NCP rejected the request",
        NcpErrorKind.ServiceFailed => "NCP failed to serve the request",
        _ => "Unexpected answer",
    };

    private static string Advice(TimeSpan difference, string? credentialSource)
    {
        var clock = difference == TimeSpan.Zero ? "" : $"; your clock is {Describe(difference.Duration())} {(difference > TimeSpan.Zero ? "behind" : "ahead")}";
        return $"{clock}; check the secret key of {credentialSource ?? "the session"}";
    }

    private static string Describe(TimeSpan span) => span < TimeSpan.FromMinutes(2)
        ? $"{span.TotalSeconds:0} s"
        : $"{span.TotalMinutes:0} min";

    private static string? Text(NcpResponse response)
    {
        var body = response.Body.Span;
        var text = Encoding.UTF8.GetString(body.Slice(0, Math.Min(body.Length, 4 * LongestMessage)).ToArray());
        return response.MediaType?.EndsWith("html", StringComparison.OrdinalIgnoreCase) == true ? "an HTML page"
            : IsMarkup(text) ? null
            : response.Scrub(text);
    }

    // Half an object or a page may hold anything, a key's values too; only prose is shown.
    private static bool IsMarkup(string text) => text.TrimStart('\uFEFF', ' ', '\t', '\r', '\n') is { Length: > 0 } trimmed && trimmed[0] is '{' or '[' or '<' or '"';

    private static string? RequestId(NcpResponse response) => response.RequestId is { } id ? response.Scrub(id) : null;

    private static string? Join(string? message, string? details) =>
        string.Join(": ", new[] { message, details }.Where(part => !string.IsNullOrWhiteSpace(part))) is { Length: > 0 } joined ? joined : null;

    // One line that a terminal can show: a server's control characters must not reach it.
    private static string? Shorten(string? words)
    {
        if (string.IsNullOrWhiteSpace(words))
        {
            return null;
        }

        var line = new string(words.Select(c => char.IsControl(c) ? ' ' : c).ToArray()).Trim();
        return line.Length > LongestMessage ? $"{line.Substring(0, LongestMessage)}..." : line;
    }
}
