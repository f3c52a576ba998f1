using System.Runtime.CompilerServices;
using System.Threading.Channels;
using GenreQueue.Analysis.Classification;
using GenreQueue.Analysis.Decoding;
using GenreQueue.Contracts;

namespace GenreQueue.Cli.Classify;

/// <summary>Classifies files in parallel and yields the results in the order of the files, so that the output of two runs is the same.</summary>
internal sealed class ClassifyRun(IGenreClassifier classifier, ClassifyOptions options, int jobs)
{
    // How many results may wait for a slow file ahead of them; bounds the memory of a run over a large library.
    private const int ResultsAheadPerJob = 1_000;

    /// <summary>Yields one result per file. Files are enumerated as slots become free.</summary>
    /// <exception cref="OperationCanceledException">The run was canceled; the results completed by then have been yielded.</exception>
    public async IAsyncEnumerable<ClassifiedFile> RunAsync(IEnumerable<string> files, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var results = Channel.CreateBounded<Task<ClassifiedFile>>(jobs * ResultsAheadPerJob);
        var starting = Task.Run(() => StartAllAsync(files, results.Writer, stop.Token), CancellationToken.None);
        try
        {
            while (await HasMoreAsync(results.Reader, cancellationToken))
            {
                while (results.Reader.TryRead(out var result))
                {
                    if (await OrNullWhenCanceledAsync(result) is { } file) yield return file;
                }
            }
            cancellationToken.ThrowIfCancellationRequested();
            await starting;
        }
        finally
        {
            await stop.CancelAsync();
        }
    }

    private async Task StartAllAsync(IEnumerable<string> files, ChannelWriter<Task<ClassifiedFile>> results, CancellationToken cancellationToken)
    {
        var slots = new SemaphoreSlim(jobs);
        try
        {
            foreach (var file in files)
            {
                await slots.WaitAsync(cancellationToken);
                await results.WriteAsync(Task.Run(() => ClassifyAsync(file, slots, cancellationToken), CancellationToken.None), cancellationToken);
            }
        }
        finally
        {
            results.Complete();
        }
    }

    private async Task<ClassifiedFile> ClassifyAsync(string path, SemaphoreSlim slots, CancellationToken cancellationToken)
    {
        try
        {
            // AudioFiles.Find yields a folder only if it could not be read.
            if (Directory.Exists(path)) throw new AudioException(ErrorCodes.Unreadable, "The folder cannot be read.");
            return new ClassifiedFile(path, await classifier.ClassifyAsync(path, options, cancellationToken), null);
        }
        catch (Exception exception) when (exception is not (OperationCanceledException or DllNotFoundException))
        {
            // Ctrl+C in a terminal also kills the decoder processes; those files have not failed.
            cancellationToken.ThrowIfCancellationRequested();
            return new ClassifiedFile(path, null, FileError.From(exception));
        }
        finally
        {
            slots.Release();
        }
    }

    private static async Task<bool> HasMoreAsync(ChannelReader<Task<ClassifiedFile>> results, CancellationToken cancellationToken)
    {
        try
        {
            return await results.WaitToReadAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            return results.TryPeek(out _);
        }
    }

    private static async Task<ClassifiedFile?> OrNullWhenCanceledAsync(Task<ClassifiedFile> result)
    {
        try
        {
            return await result;
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }
}
