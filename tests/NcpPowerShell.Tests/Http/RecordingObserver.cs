using System.Net;
using NcpPowerShell.Http;

namespace NcpPowerShell.Tests.Http;

internal sealed class RecordingObserver : IRequestObserver
{
    public List<int> Attempts { get; } = [];

    public List<TimeSpan> Corrections { get; } = [];

    public List<string> Exchanges { get; } = [];

    public int Retries { get; private set; }

    public int Throttles { get; private set; }

    public TimeSpan LastDelay { get; private set; }

    public bool WantsExchanges => true;

    public void Attempted(NcpRequest request, HttpStatusCode? status, TimeSpan elapsed, int attempt) => Attempts.Add(attempt);

    public void Retrying(NcpRequest request, string reason, TimeSpan delay, int nextAttempt, int attempts) => (Retries, LastDelay) = (Retries + 1, delay);

    public void Throttled() => Throttles++;

    public void ClockCorrected(TimeSpan difference) => Corrections.Add(difference);

    public void Exchanged(string text) => Exchanges.Add(text);
}
