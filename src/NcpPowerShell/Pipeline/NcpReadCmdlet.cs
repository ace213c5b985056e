using System.Management.Automation;
using NcpPowerShell.Errors;

namespace NcpPowerShell.Pipeline;

/// <summary>
/// A cmdlet that only reads. Its requests overlap, across pipeline input too; what it emits is in the order of the
/// input, and an error takes the place of its item.
/// </summary>
public abstract class NcpReadCmdlet : NcpServiceCmdlet
{
    // This many answers a place may wait for a slow one before them: enough to ride out the second or so of its retries.
    private const int WaitingPerPlace = 32;

    private readonly Queue<(object Target, Task<IEnumerable<object>> Answer)> _waiting = new();
    private SemaphoreSlim? _places;
    private ProgressReporter? _progress;

    private protected NcpReadCmdlet()
    {
    }

    /// <summary>How many requests may be under way at once, 1 to 64. 1 for strictly one after the other.</summary>
    [Parameter]
    [ValidateRange(1, 64)]
    public int ThrottleLimit { get; set; } = 8;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        _places = new SemaphoreSlim(ThrottleLimit);
        _progress = new ProgressReporter(this, MyInvocation.MyCommand.Name);
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        while (_waiting.Count > 0)
        {
            EmitNext();
        }

        _progress!.Complete();
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing)
        {
            _places?.Dispose();
        }
    }

    /// <summary>Asks for an item; its answer is emitted when its turn has come.</summary>
    private protected void Ask<T>(object target, Func<CancellationToken, Task<T>> ask)
        where T : class => AskMany(target, async cancellationToken => (object[])[await ask(cancellationToken).ConfigureAwait(false)]);

    /// <inheritdoc cref="Ask"/>
    private protected void AskMany(object target, Func<CancellationToken, Task<IEnumerable<object>>> ask)
    {
        var window = ThrottleLimit == 1 ? 1 : ThrottleLimit * WaitingPerPlace;
        while (_waiting.Count > 0 && (_waiting.Count >= window || _waiting.Peek().Answer.IsCompleted))
        {
            EmitNext();
        }

        _waiting.Enqueue((target, Start(cancellationToken => TakePlaceAsync(ask, cancellationToken))));
        Mailbox.Deliver();
    }

    /// <summary>Goes through a listing. The next page is fetched while this one is being consumed, and no further.</summary>
    private protected void ForEachItem<T>(Func<long?, CancellationToken, Task<Page<T>>> getPage, Action<T> action)
    {
        for (Task<Page<T>>? coming = Start(cancellationToken => getPage(null, cancellationToken)); coming is not null;)
        {
            Page<T> page;
            try
            {
                page = Await(coming);
            }
            catch (NcpException e)
            {
                EmitError(e, null);
                return;
            }

            _progress!.Total = page.TotalCount;
            coming = page.Next is { } next ? Start(cancellationToken => getPage(next, cancellationToken)) : null;
            foreach (var item in page.Items)
            {
                action(item);
            }
        }
    }

    /// <summary>Emits an item of a listing.</summary>
    private protected void EmitItem(object item)
    {
        Emit(item);
        _progress!.Advance();
    }

    private void EmitNext()
    {
        var (target, answer) = _waiting.Peek();
        try
        {
            foreach (var item in Await(answer))
            {
                Emit(item);
            }
        }
        catch (NcpException e)
        {
            EmitError(e, target);
        }

        _waiting.Dequeue();
        _progress!.Advance();
    }

    private async Task<IEnumerable<object>> TakePlaceAsync(Func<CancellationToken, Task<IEnumerable<object>>> ask, CancellationToken cancellationToken)
    {
        await _places!.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return await ask(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _places.Release();
        }
    }
}
