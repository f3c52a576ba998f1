using System.Runtime.CompilerServices;
using System.Threading.Channels;
using GenreQueue.Analysis.Classification;
using GenreQueue.Analysis.Decoding;
using GenreQueue.Contracts;

namespace GenreQueue.Cli.Classify;

/// <summary>Classifies files in parallel and gives the answers in the order of the files, so that two runs print the same.</summary>
internal sealed class ClassifyRun(IGenreClassifier classifier, ClassifyOptions options, int jobs)
{
    // Answers that may wait for a slow file before them; bounds the memory of a run over a whole library.
    private const int AheadPerJob = 1_000;

    /// <summary>Yields one answer for each file. Files are asked for as slots become free.</summary>
    /// <exception cref="OperationCanceledException">The run was canceled; what was finished by then has been yielded.</exception>
    public async IAsyncEnumerable<ClassifiedFile> RunAsync(IEnumerable<string> files, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var answers = Channel.CreateBounded<Task<ClassifiedFile>>(jobs * AheadPerJob);
        var starting = Task.Run(() => StartAllAsync(files, answers.Writer, stop.Token), CancellationToken.None);
        try
        {
            while (await HasMoreAsync(answers.Reader, cancellationToken))
            {
                while (answers.Reader.TryRead(out var answer))
                {
                    if (await OrNullWhenCanceledAsync(answer) is { } file) yield return file;
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

    private async Task StartAllAsync(IEnumerable<string> files, ChannelWriter<Task<ClassifiedFile>> answers, CancellationToken cancellationToken)
    {
        var slots = new SemaphoreSlim(jobs);
        try
        {
            foreach (var file in files)
            {
                await slots.WaitAsync(cancellationToken);
                await answers.WriteAsync(Task.Run(() => ClassifyAsync(file, slots, cancellationToken), CancellationToken.None), cancellationToken);
            }
        }
        finally
        {
            answers.Complete();
        }
    }

    private async Task<ClassifiedFile> ClassifyAsync(string path, SemaphoreSlim slots, CancellationToken cancellationToken)
    {
        try
        {
            // The walk yields a folder only when it could not look inside.
            if (Directory.Exists(path)) throw new AudioException(ErrorCodes.Unreadable, "The folder cannot be read.");
            return new ClassifiedFile(path, await classifier.ClassifyAsync(path, options, cancellationToken), null);
        }
        catch (Exception exception) when (exception is not (OperationCanceledException or DllNotFoundException))
        {
            // Ctrl+C in a terminal reaches the decoders as well: what dies of it then is no fault of the file.
            cancellationToken.ThrowIfCancellationRequested();
            return new ClassifiedFile(path, null, FileError.From(exception));
        }
        finally
        {
            slots.Release();
        }
    }

    private static async Task<bool> HasMoreAsync(ChannelReader<Task<ClassifiedFile>> answers, CancellationToken cancellationToken)
    {
        try
        {
            return await answers.WaitToReadAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            return answers.TryPeek(out _);
        }
    }

    private static async Task<ClassifiedFile?> OrNullWhenCanceledAsync(Task<ClassifiedFile> answer)
    {
        try
        {
            return await answer;
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }
}
