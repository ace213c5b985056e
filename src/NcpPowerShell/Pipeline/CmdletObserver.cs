using System.Globalization;
using System.Management.Automation;
using System.Net;
using NcpPowerShell.Http;

namespace NcpPowerShell.Pipeline;

/// <summary>Writes what the HTTP pipeline does to the cmdlet's verbose, debug and warning streams.</summary>
internal sealed class CmdletObserver : IRequestObserver
{
    private readonly NcpCmdlet _cmdlet;
    private readonly bool _isVerbose;
    private int _throttleWarnings;

    public CmdletObserver(NcpCmdlet cmdlet)
    {
        _cmdlet = cmdlet;
        _isVerbose = Wants("Verbose");
        WantsExchanges = Wants("Debug");
    }

    public bool WantsExchanges { get; }

    public void Attempted(NcpRequest request, HttpStatusCode? status, TimeSpan elapsed, int attempt)
    {
        if (_isVerbose)
        {
            Verbose(string.Format(
                CultureInfo.InvariantCulture,
                "{0} {1}: {2} in {3:0} ms (attempt {4})",
                request.Method,
                request.Uri.AbsoluteUri,
                status is { } answered ? ((int)answered).ToString(CultureInfo.InvariantCulture) : "no answer",
                elapsed.TotalMilliseconds,
                attempt));
        }
    }

    public void Retrying(NcpRequest request, string reason, TimeSpan delay, int nextAttempt, int attempts)
    {
        if (_isVerbose)
        {
            Verbose(string.Format(CultureInfo.InvariantCulture, "{0} Attempt {1} of {2} follows in {3:0} ms.", reason, nextAttempt, attempts, delay.TotalMilliseconds));
        }
    }

    public void Throttled()
    {
        if (Interlocked.Exchange(ref _throttleWarnings, 1) == 0)
        {
            Warn("NCP is throttling requests. They are repeated more slowly; a lower -ThrottleLimit avoids it.");
        }
    }

    public void ClockCorrected(TimeSpan difference) => Warn(difference == TimeSpan.Zero
        ? "This computer's clock agrees with NCP's again. The session no longer corrects its signatures."
        : string.Format(
            CultureInfo.CurrentCulture,
            "This computer's clock is {0:0} s {1} NCP's. The session corrects its signatures from now on; set the clock.",
            difference.Duration().TotalSeconds,
            difference > TimeSpan.Zero ? "behind" : "ahead of"));

    public void Exchanged(string text) => _cmdlet.Mailbox.Post(() => _cmdlet.WriteDebug(text));

    private void Verbose(string text) => _cmdlet.Mailbox.Post(() => _cmdlet.WriteVerbose(text));

    private void Warn(string text) => _cmdlet.Mailbox.Post(() => _cmdlet.WriteWarning(text));

    private bool Wants(string stream) => _cmdlet.MyInvocation.BoundParameters.TryGetValue(stream, out var asked)
        ? LanguagePrimitives.IsTrue(asked)
        : LanguagePrimitives.TryConvertTo<ActionPreference>(_cmdlet.GetVariableValue($"{stream}Preference"), out var preference)
            && preference is not (ActionPreference.SilentlyContinue or ActionPreference.Ignore);
}
