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
    private bool _isListing;

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
        EmitWaiting();
        _progress!.Complete();
    }

    /// <summary>Asks for an item; its answer is emitted when its turn has come.</summary>
    private protected void Ask<T>(object target, Func<CancellationToken, Task<T>> ask)
        where T : class => AskMany(target, async cancellationToken => (object[])[await ask(cancellationToken).ConfigureAwait(false)]);

    /// <inheritdoc cref="Ask"/>
    private protected void AskMany(object target, Func<CancellationToken, Task<IEnumerable<object>>> ask)
    {
        while (_waiting.Count > 0 && (_waiting.Count >= ThrottleLimit * WaitingPerPlace || _waiting.Peek().Answer.IsCompleted))
        {
            EmitNext();
        }

        _waiting.Enqueue((target, Start(cancellationToken => TakePlaceAsync(ask, cancellationToken))));
        Mailbox.Deliver();

        // One after the other is also one for one: a -PipelineVariable upstream belongs to what comes out.
        if (ThrottleLimit == 1)
        {
            EmitWaiting();
        }
    }

    /// <summary>Goes through a listing. The next page is fetched while this one is being consumed, and no further.</summary>
    /// <param name="getPage">The page at a position; the first for none.</param>
    /// <param name="name">Which items are meant.</param>
    /// <param name="nameOf">An item's name.</param>
    /// <param name="action">Has each item of that name.</param>
    private protected void ForEachItem<T>(Func<long?, CancellationToken, Task<Page<T>>> getPage, NameFilter name, Func<T, string?> nameOf, Action<T> action)
    {
        _isListing = true;
        string? first = null;
        for (Task<Page<T>>? coming = StartPage(null); coming is not null;)
        {
            Page<T> page;
            try
            {
                page = Await(coming);
                first = NotAgain(page, first);
            }
            catch (NcpException e)
            {
                EmitWaiting();
                EmitError(e, null);
                return;
            }

            _progress!.Total = page.TotalCount;
            coming = page.Next is { } next ? StartPage(next) : null;
            foreach (var item in page.Items)
            {
                if (name.IsMatch(nameOf(item)))
                {
                    action(item);
                }

                _progress.Advance();
            }
        }

        EmitMissing(name);

        Task<Page<T>> StartPage(long? position) =>
            Start(cancellationToken => TakePlaceAsync(token => getPage(position, token), cancellationToken));
    }

    // A service that does not know pages gives the same one for ever.
    private static string? NotAgain<T>(Page<T> page, string? before)
    {
        var first = page.Items.Count == 0 ? null : page.Items[0]?.ToString();
        return first is null || first != before ? first : throw new NcpException(
            NcpErrorKind.UnexpectedAnswer,
            $"The listing repeats itself: two pages begin with {first}.");
    }

    private void EmitWaiting()
    {
        while (_waiting.Count > 0)
        {
            EmitNext();
        }
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
        if (!_isListing)
        {
            _progress!.Advance();
        }
    }

    private async Task<T> TakePlaceAsync<T>(Func<CancellationToken, Task<T>> ask, CancellationToken cancellationToken)
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
