using System.Net;

namespace NcpPowerShell.Http;

/// <summary>Told what the pipeline does, from any thread. Never told a secret.</summary>
internal interface IRequestObserver
{
    /// <summary>An attempt ended; <paramref name="status"/> is null when no answer came.</summary>
    void Attempted(NcpRequest request, HttpStatusCode? status, TimeSpan elapsed, int attempt);

    /// <summary>Another attempt follows after <paramref name="delay"/>.</summary>
    void Retrying(NcpRequest request, string reason, TimeSpan delay, int nextAttempt, int attempts);

    /// <summary>NCP asked us to slow down.</summary>
    void Throttled();

    /// <summary>This computer's clock is wrong by <paramref name="difference"/> (server less computer); the session corrects it from now on.</summary>
    void ClockCorrected(TimeSpan difference);

    /// <summary>Whether <see cref="Exchanged"/> is worth its cost.</summary>
    bool WantsExchanges { get; }

    /// <summary>Allow-listed headers and the redacted body of one direction.</summary>
    void Exchanged(string text);
}
