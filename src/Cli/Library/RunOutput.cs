using GenreQueue.Cli.Output;
using GenreQueue.Library.Plans;

namespace GenreQueue.Cli.Library;

/// <summary>Takes what a run decides to everything that shows or saves it.</summary>
/// <param name="sinks">Receive each file; disposed with this.</param>
/// <param name="progress">Shows how far the run is; disposed with this.</param>
internal sealed class RunOutput(IReadOnlyList<IPlanSink> sinks, RunProgress progress) : IDisposable
{
    /// <summary>What was decided so far.</summary>
    public RunTally Tally => progress.Tally;

    /// <summary>Counts the files of the run beside the work, so that the progress knows the total.</summary>
    public void CountAhead(Func<IEnumerable<FoundFile>> files) => Task.Run(() => progress.Total = files().Count());

    /// <summary>Takes all files, then completes what was saved and writes the counts to standard error.</summary>
    /// <returns>False if the run was interrupted.</returns>
    public async Task<bool> TakeAsync(IAsyncEnumerable<DecidedFile> files, CancellationToken cancellationToken)
    {
        var isComplete = true;
        try
        {
            await foreach (var file in files) progress.Add(file.Entry, () => Add(file));
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            isComplete = false;
        }
        progress.Dispose();
        foreach (var sink in sinks) sink.Complete();
        Terminal.WriteMessage(progress.Summary());
        return isComplete;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        progress.Dispose();
        foreach (var sink in sinks) sink.Dispose();
    }

    private void Add(DecidedFile file)
    {
        foreach (var sink in sinks) sink.Add(file.Entry, file.Answer);
    }
}
