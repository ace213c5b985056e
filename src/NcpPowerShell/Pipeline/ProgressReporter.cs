using System.Diagnostics;
using System.Globalization;
using System.Management.Automation;

namespace NcpPowerShell.Pipeline;

/// <summary>Progress for commands that take over a second, at most five times a second.</summary>
internal sealed class ProgressReporter(Cmdlet cmdlet, string activity)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);

    private readonly Stopwatch _elapsed = Stopwatch.StartNew();
    private long _done;
    private TimeSpan _lastShown;

    /// <summary>How many items there will be; null when nobody knows.</summary>
    public long? Total { get; set; }

    public void Advance()
    {
        _done++;
        var now = _elapsed.Elapsed;
        if (now >= Patience && now - _lastShown >= Interval)
        {
            _lastShown = now;
            cmdlet.WriteProgress(Record(ProgressRecordType.Processing));
        }
    }

    public void Complete()
    {
        if (_lastShown != TimeSpan.Zero)
        {
            cmdlet.WriteProgress(Record(ProgressRecordType.Completed));
        }
    }

    private ProgressRecord Record(ProgressRecordType type) => new(0, activity, Status())
    {
        RecordType = type,
        PercentComplete = Total is > 0 ? (int)Math.Min(100, 100 * _done / Total.Value) : -1,
    };

    private string Status() => string.Format(CultureInfo.CurrentCulture, Total is null ? "{0:N0}" : "{0:N0} / {1:N0}", _done, Total);
}
