namespace NcpPowerShell.Emulator.Traffic;

/// <summary>The last 200,000 requests, each entered as soon as its answer is ready.</summary>
public sealed class RequestLog
{
    public const int Capacity = 200_000;

    private readonly Lock _lock = new();
    private readonly Queue<RequestLogEntry> _entries = [];

    /// <summary>The entries that match, in order of arrival.</summary>
    public IReadOnlyList<RequestLogEntry> Snapshot(string? pathPrefix = null, string? method = null)
    {
        RequestLogEntry[] entries;
        lock (_lock)
        {
            entries = [.. _entries];
        }
        return [.. entries
            .Where(entry => pathPrefix is null || entry.Target.StartsWith(pathPrefix, StringComparison.Ordinal))
            .Where(entry => method is null || entry.Method.Equals(method, StringComparison.OrdinalIgnoreCase))
            .OrderBy(entry => entry.Sequence)];
    }

    public void Clear()
    {
        lock (_lock)
        {
            _entries.Clear();
        }
    }

    internal void Add(RequestLogEntry entry)
    {
        lock (_lock)
        {
            if (_entries.Count == Capacity)
            {
                _entries.Dequeue();
            }
            _entries.Enqueue(entry);
        }
    }
}
