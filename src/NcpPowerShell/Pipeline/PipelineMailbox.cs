using System.Collections.Concurrent;

namespace NcpPowerShell.Pipeline;

/// <summary>Lets requests on any thread have something done on the pipeline thread, the only one that may write.</summary>
internal sealed class PipelineMailbox(CancellationToken stopping) : IDisposable
{
    private readonly ConcurrentQueue<Action> _letters = new();
    private readonly ManualResetEventSlim _news = new();

    public void Post(Action letter)
    {
        _letters.Enqueue(letter);
        Wake();
    }

    /// <summary>Does what was posted so far. Pipeline thread only.</summary>
    public void Deliver()
    {
        while (_letters.TryDequeue(out var letter))
        {
            letter();
        }
    }

    /// <summary>Delivers until the task has ended. Pipeline thread only.</summary>
    /// <exception cref="OperationCanceledException">The pipeline is stopping; the task may still run.</exception>
    public void DeliverUntil(Task task)
    {
        if (!task.IsCompleted)
        {
            _ = task.ContinueWith(_ => Wake(), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        }

        while (true)
        {
            _news.Reset();
            // Asked before the delivery, so that the task's last letters are delivered too.
            var isOver = task.IsCompleted;
            Deliver();
            if (isOver)
            {
                return;
            }

            _news.Wait(stopping);
        }
    }

    public void Dispose() => _news.Dispose();

    private void Wake()
    {
        try
        {
            _news.Set();
        }
        catch (ObjectDisposedException)
        {
            // A straggler after the command ended: nobody is waiting any more.
        }
    }
}
