using System.Net;

namespace NcpPowerShell.Http;

/// <summary>For callers that do not want to be told.</summary>
internal sealed class SilentObserver : IRequestObserver
{
    public static SilentObserver Instance { get; } = new();

    public bool WantsExchanges => false;

    public void Attempted(NcpRequest request, HttpStatusCode? status, TimeSpan elapsed, int attempt)
    {
    }

    public void Retrying(NcpRequest request, string reason, TimeSpan delay, int nextAttempt, int attempts)
    {
    }

    public void Throttled()
    {
    }

    public void ClockCorrected(TimeSpan difference)
    {
    }

    public void Exchanged(string text)
    {
    }
}
