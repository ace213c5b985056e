using System.Runtime.InteropServices;

namespace NcpPowerShell.Emulator.Traffic;

/// <summary>Counters over all requests but those of the control API.</summary>
public sealed class TrafficStats
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, int> _resets = [];
    private int _inFlight;
    private int _maxInFlight;
    private long _arrivals;
    private long _cleared;
    private int _openConnections;

    public TrafficSnapshot Snapshot()
    {
        lock (_lock)
        {
            return new TrafficSnapshot(
                _inFlight, _maxInFlight, _arrivals - _cleared, _openConnections, _resets.Values.Sum(), new Dictionary<string, int>(_resets));
        }
    }

    internal void Clear()
    {
        lock (_lock)
        {
            _maxInFlight = _inFlight;
            _cleared = _arrivals;
            _resets.Clear();
        }
    }

    internal long RequestArrived()
    {
        lock (_lock)
        {
            _inFlight++;
            _maxInFlight = Math.Max(_maxInFlight, _inFlight);
            return ++_arrivals;
        }
    }

    /// <summary>A request counted as answered waits on, for the rest of its answer.</summary>
    internal void AnswerStalled()
    {
        lock (_lock)
        {
            _inFlight++;
        }
    }

    internal void RequestAnswered()
    {
        lock (_lock)
        {
            _inFlight--;
        }
    }

    internal void CountReset(string apiKeyId)
    {
        lock (_lock)
        {
            CollectionsMarshal.GetValueRefOrAddDefault(_resets, apiKeyId, out _)++;
        }
    }

    internal void ConnectionOpened() => Interlocked.Increment(ref _openConnections);

    internal void ConnectionClosed() => Interlocked.Decrement(ref _openConnections);
}
