using System.Net;

namespace NcpPowerShell.Errors;

/// <summary>A request that was made, or tried, and failed.</summary>
public sealed class NcpApiException : NcpException
{
    internal NcpApiException(NcpErrorKind kind, string message, Exception? innerException = null)
        : base(kind, message, innerException)
    {
    }

    /// <summary>HTTP status; <see langword="null"/> when no answer came.</summary>
    public HttpStatusCode? StatusCode { get; internal init; }

    /// <summary>NCP's own code, such as <c>210</c> or <c>FORBIDDEN</c>; <see langword="null"/> when the answer has none.</summary>
    public string? Code { get; internal init; }

    /// <summary>NCP's own words, at most 500 characters; <see langword="null"/> when the answer has none.</summary>
    public string? ServiceMessage { get; internal init; }

    /// <summary>HTTP method of the request.</summary>
    public string Method { get; internal init; } = "";

    /// <summary>Path of the request, without the host.</summary>
    public string Path { get; internal init; } = "";

    /// <summary>Host of the request.</summary>
    public string Host { get; internal init; } = "";

    /// <summary>The answer's trace or request id, for NCP's support; <see langword="null"/> when it has none.</summary>
    public string? RequestId { get; internal init; }

    /// <summary>
    /// The server's clock less this computer's clock (zero when they agree or the answer has no <c>Date</c>);
    /// whole seconds.
    /// </summary>
    public TimeSpan ClockDifference { get; internal init; }

    /// <summary>Whether a write may have taken effect although no good answer came. Always false for reads.</summary>
    public bool MayHaveTakenEffect { get; internal init; }

    /// <summary>How often the request was sent.</summary>
    public int Attempts { get; internal set; } = 1;

    internal DateTimeOffset? ServerDate { get; init; }

    internal TimeSpan? RetryAfter { get; init; }

    internal bool NeverSent { get; init; }
}
