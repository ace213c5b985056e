using System.Net;
using NcpPowerShell.Errors;

namespace NcpPowerShell.Http;

/// <summary>Whether a failed attempt is worth another, and when.</summary>
internal sealed class RetryPolicy(int maximumRetryCount)
{
    private static readonly TimeSpan FirstDelay = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LongestRetryAfter = TimeSpan.FromSeconds(60);

    private readonly Random _random = new();

    public int Attempts { get; } = maximumRetryCount + 1;

    /// <summary>How long to wait before the next attempt; null when this failure is final.</summary>
    public TimeSpan? DelayAfter(int attempt, NcpRequest request, NcpApiException failure)
    {
        if (attempt >= Attempts || request.IsProbe || !(request.IsWrite ? IsSafeToRepeat(failure) : IsTransient(failure)))
        {
            return null;
        }

        var backoff = FullJitter(attempt);
        return failure.RetryAfter is not { } asked ? backoff
            : asked > LongestRetryAfter ? LongestRetryAfter
            : asked > TimeSpan.Zero ? asked
            : backoff;
    }

    private static bool IsTransient(NcpApiException failure) => failure.Kind switch
    {
        NcpErrorKind.ConnectionFailed or NcpErrorKind.Timeout or NcpErrorKind.Throttled => true,
        NcpErrorKind.ServiceFailed => failure.StatusCode is HttpStatusCode.InternalServerError
            or HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout,
        _ => false,
    };

    // A write is repeated only when it certainly never took effect.
    private static bool IsSafeToRepeat(NcpApiException failure) =>
        failure.Kind == NcpErrorKind.Throttled || failure.NeverSent;

    private TimeSpan FullJitter(int attempt)
    {
        var ceiling = Math.Min(FirstDelay.TotalMilliseconds * Math.Pow(2, attempt - 1), LongestDelay.TotalMilliseconds);
        lock (_random)
        {
            return TimeSpan.FromMilliseconds(ceiling * _random.NextDouble());
        }
    }
}
