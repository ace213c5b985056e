using System.Diagnostics;
using System.Globalization;
using System.Net;
using NcpPowerShell.Credentials;
using NcpPowerShell.Errors;

namespace NcpPowerShell.Http;

/// <summary>Sends a request until it succeeds or has failed for good: a fresh timestamp and signature each time.</summary>
internal sealed class SignedPipeline(CredentialProvider credentials, Transport transport, RetryPolicy retries, SecretBuffer? apiKey) : IDisposable
{
    private readonly SigningClock _clock = new();

    /// <returns>An answer with a 2xx status; the caller disposes it.</returns>
    /// <exception cref="NcpApiException">The last attempt failed.</exception>
    public async Task<NcpResponse> SendAsync(NcpRequest request, IRequestObserver observer, CancellationToken cancellationToken)
    {
        TimeSpan? correction = null;
        for (var attempt = 1; ; attempt++)
        {
            var now = DateTimeOffset.UtcNow + (correction ?? _clock.Correction);
            NcpApiException failure;
            try
            {
                var response = await AttemptAsync(request, now, attempt, observer, cancellationToken).ConfigureAwait(false);
                Keep(correction, observer);
                return response;
            }
            catch (NcpApiException e)
            {
                failure = e;
                failure.Attempts = attempt;
            }

            if (correction is null && IsClockRefused(failure, now))
            {
                correction = failure.ClockDifference;
                continue;
            }

            if (failure.Kind is NcpErrorKind.PermissionDenied or NcpErrorKind.NotFound)
            {
                Keep(correction, observer);
            }

            if (retries.DelayAfter(attempt, request, failure) is not { } delay)
            {
                throw failure;
            }

            if (failure.Kind == NcpErrorKind.Throttled)
            {
                observer.Throttled();
            }

            observer.Retrying(request, failure.Message, delay, attempt + 1, retries.Attempts);
            await Task.Delay(delay, cancellationToken).ConfigureAwait(false);
        }
    }

    public void Dispose()
    {
        transport.Dispose();
        credentials.Dispose();
    }

    private static bool IsClockRefused(NcpApiException failure, DateTimeOffset signed) =>
        failure.Kind == NcpErrorKind.AuthenticationFailed
        && failure.ServerDate is { } served
        && (served - signed).Duration() > SigningClock.Tolerance
        && failure.ClockDifference.Duration() < SigningClock.Credible;

    // A correction is for the whole session only once it was seen to help.
    private void Keep(TimeSpan? correction, IRequestObserver observer)
    {
        if (correction is { } difference && _clock.Correct(difference))
        {
            observer.ClockCorrected(difference);
        }
    }

    private async Task<NcpResponse> AttemptAsync(NcpRequest request, DateTimeOffset now, int attempt, IRequestObserver observer, CancellationToken cancellationToken)
    {
        var credential = await credentials.GetAsync(now, cancellationToken).ConfigureAwait(false);
        var timestamp = now.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
        var started = Stopwatch.GetTimestamp();
        HttpStatusCode? status = null;
        try
        {
            if (observer.WantsExchanges)
            {
                observer.Exchanged(Redactor.Describe(request, timestamp));
            }

            var response = await transport.SendAsync(request, timestamp, credential, cancellationToken).ConfigureAwait(false);
            status = response.Status;
            response.Scrub = text => apiKey is null ? credential.Scrub(text) : apiKey.Scrub(credential.Scrub(text));
            if (observer.WantsExchanges)
            {
                observer.Exchanged(Redactor.Describe(response));
            }

            if (response.IsSuccess)
            {
                return response;
            }

            using (response)
            {
                throw ErrorParser.Failure(response, credentials.Source);
            }
        }
        finally
        {
            observer.Attempted(request, status, Elapsed(started), attempt);
        }
    }

    private static TimeSpan Elapsed(long started) =>
        TimeSpan.FromSeconds((Stopwatch.GetTimestamp() - started) / (double)Stopwatch.Frequency);
}
