using GenreQueue.Analysis.Classification;
using GenreQueue.Analysis.Decoding;
using GenreQueue.Cli.Concurrency;
using GenreQueue.Contracts;

namespace GenreQueue.Cli.Classify;

/// <summary>Classifies files in parallel and yields the results in the order of the files.</summary>
internal sealed class ClassifyRun(IGenreClassifier classifier, ClassifyOptions options, int jobs)
{
    /// <summary>Yields one result per file. Files are enumerated as slots become free.</summary>
    /// <exception cref="OperationCanceledException">The run was canceled; the results completed by then have been yielded.</exception>
    public IAsyncEnumerable<ClassifiedFile> RunAsync(IEnumerable<string> files, CancellationToken cancellationToken) =>
        OrderedWork.RunAsync(files.ToAsyncEnumerable(), jobs, ClassifyAsync, cancellationToken);

    /// <summary>Classifies one file.</summary>
    /// <exception cref="OperationCanceledException">The run was canceled.</exception>
    /// <exception cref="DllNotFoundException">A library that every file needs is not installed.</exception>
    public async Task<ClassifiedFile> ClassifyAsync(string path, CancellationToken cancellationToken)
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
    }
}
