using System.Management.Automation;
using NcpPowerShell.Errors;

namespace NcpPowerShell.Pipeline;

/// <summary>
/// A cmdlet that waits for asynchronous work on the pipeline thread. Whatever ends the command early (Ctrl+C,
/// <c>Select-Object -First</c>, an error downstream) cancels the work and waits for it.
/// </summary>
public abstract class NcpCmdlet : PSCmdlet, IDisposable
{
    private static readonly TimeSpan LongestFarewell = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource _stopping = new();
    private readonly HashSet<Task> _running = [];
    private bool _isDisposed;

    private protected NcpCmdlet() => Mailbox = new PipelineMailbox(_stopping.Token);

    internal PipelineMailbox Mailbox { get; }

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <inheritdoc cref="Dispose()"/>
    protected virtual void Dispose(bool disposing)
    {
        if (disposing && !_isDisposed)
        {
            _isDisposed = true;
            Abandon();
            Mailbox.Dispose();
            _stopping.Dispose();
        }
    }

    /// <summary>Ctrl+C. Comes on another thread, perhaps when the command has just ended.</summary>
    protected override void StopProcessing()
    {
        try
        {
            _stopping.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // Nothing is left to stop.
        }
    }

    /// <summary>Starts work that is cancelled and awaited when the command ends early.</summary>
    private protected Task<T> Start<T>(Func<CancellationToken, Task<T>> work)
    {
        var task = work(_stopping.Token);
        _running.RemoveWhere(done => done.IsCompleted);
        _running.Add(task);
        return task;
    }

    /// <summary>Waits for a task while its messages are written; its failure is thrown as it is.</summary>
    private protected T Await<T>(Task<T> task)
    {
        try
        {
            Mailbox.DeliverUntil(task);
            return task.GetAwaiter().GetResult();
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            Abandon();
            throw new PipelineStoppedException();
        }
    }

    /// <summary>Writes one object; if the pipeline ends here, nothing is left running.</summary>
    private protected void Emit(object item)
    {
        try
        {
            WriteObject(item);
        }
        catch
        {
            Abandon();
            throw;
        }
    }

    private protected void EmitError(NcpException failure, object? target)
    {
        try
        {
            WriteError(failure.ToErrorRecord(target));
        }
        catch
        {
            Abandon();
            throw;
        }
    }

    /// <summary>At the end of a listing: an error if the name it was filtered by did not occur.</summary>
    private protected void EmitMissing(NameFilter name)
    {
        if (name.Failure is { } failure)
        {
            EmitError(failure, name.Name);
        }
    }

    private void Abandon()
    {
        _stopping.Cancel();
        try
        {
            Task.WaitAll([.. _running], LongestFarewell);
        }
        catch (AggregateException)
        {
            // How abandoned work ends is of no interest.
        }

        _running.Clear();
    }
}
