using System.Collections.Concurrent;
using NcpPowerShell.Errors;

namespace NcpPowerShell.Completion;

/// <summary>Values that a session has met, for completion: refreshed in the background, and never waited for long.</summary>
internal sealed class SeenItems
{
    private const int Most = 10_000;

    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LongestWait = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LongestRefresh = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<string, string> _items = new(StringComparer.Ordinal);
    private readonly object _gate = new();
    // The dictionary's own Count takes all of its locks, and every answer comes by here.
    private int _count;
    private Task _refresh = Task.CompletedTask;
    private DateTimeOffset _refreshed;

    public void Remember(string value, string? toolTip)
    {
        var shown = string.IsNullOrWhiteSpace(toolTip) ? value : toolTip!;
        if (_items.ContainsKey(value))
        {
            _items[value] = shown;
        }
        else if (Volatile.Read(ref _count) < Most && _items.TryAdd(value, shown))
        {
            Interlocked.Increment(ref _count);
        }
    }

    /// <summary>What is known, after a short wait for what <paramref name="fetch"/> may still bring.</summary>
    public IEnumerable<(string Value, string ToolTip)> AfterRefresh(Func<CancellationToken, Task<IEnumerable<(string, string?)>>> fetch)
    {
        lock (_gate)
        {
            if (_refresh.IsCompleted && DateTimeOffset.UtcNow - _refreshed > Fresh)
            {
                _refreshed = DateTimeOffset.UtcNow;
                _refresh = Task.Run(() => RefreshAsync(fetch));
            }
        }

        _refresh.Wait(LongestWait);
        return _items.OrderBy(item => item.Key, StringComparer.Ordinal).Select(item => (item.Key, item.Value));
    }

    private async Task RefreshAsync(Func<CancellationToken, Task<IEnumerable<(string Value, string? ToolTip)>>> fetch)
    {
        using var limit = new CancellationTokenSource(LongestRefresh);
        try
        {
            foreach (var (value, toolTip) in await fetch(limit.Token).ConfigureAwait(false))
            {
                Remember(value, toolTip);
            }
        }
        catch (Exception e) when (e is NcpException or OperationCanceledException)
        {
            // Completion offers what it has; the command itself will tell what is wrong.
        }
    }
}
