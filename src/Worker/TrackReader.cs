using GenreQueue.Analysis.Decoding;
using GenreQueue.Contracts;
using GenreQueue.Hosting.Libraries;

namespace GenreQueue.Worker;

/// <summary>Opens the audio of jobs: uploads, and files of the libraries of this process.</summary>
public sealed class TrackReader(UploadReader uploads, LibraryRoots libraries)
{
    /// <summary>Provides the audio as a local file until the result is disposed.</summary>
    /// <exception cref="AudioException">The file of a library is missing, has changed, or is none of this process.</exception>
    /// <exception cref="FileNotFoundException">The upload does not exist.</exception>
    /// <exception cref="IOException">The upload store or the library is not available.</exception>
    public async Task<OpenTrack> OpenAsync(TrackSource source, CancellationToken cancellationToken)
    {
        if (source.File is { } file) return OpenFile(file);
        var upload = await uploads.OpenAsync(source.UploadKey!, cancellationToken);
        return new OpenTrack(upload.Path, upload, () => { });
    }

    private OpenTrack OpenFile(LibraryFile queued)
    {
        if (!libraries.TryGet(queued.Library, out var library))
        {
            throw new AudioException(
                ErrorCodes.UnknownLibrary, $"The worker has no library {queued.Library}. Set Libraries:{queued.Library} for every worker.");
        }
        var path = library.Resolve(queued.Path);
        if (Directory.Exists(path)) throw new AudioException(ErrorCodes.Unreadable, "The folder cannot be read.");
        void CheckUnchanged()
        {
            // A folder of the path may have been replaced by a link while the file was read.
            if (library.Resolve(queued.Path) != path) throw Changed();
            var found = library.Find(queued.Path, path) ?? throw new AudioException(ErrorCodes.NotFound, "The file no longer exists.");
            if ((found.Size, found.Modified) != (queued.Size, queued.Modified)) throw Changed();
        }
        CheckUnchanged();
        return new OpenTrack(path, null, CheckUnchanged);
    }

    private static AudioException Changed() =>
        new(ErrorCodes.FileChanged, "The file has changed since the job was queued. Retry the job to analyse it as it is now.");
}

/// <summary>The audio of a job as a local file.</summary>
/// <param name="path">Absolute path; valid until disposed.</param>
/// <param name="upload">Disposed with this object; null for a file of a library.</param>
/// <param name="checkUnchanged">Throws <see cref="AudioException"/> if the file has changed since its job was queued.</param>
public sealed class OpenTrack(string path, IAsyncDisposable? upload, Action checkUnchanged) : IAsyncDisposable
{
    /// <summary>Absolute path; valid until disposed.</summary>
    public string Path => path;

    /// <summary>Checks that the file is still the one that was queued.</summary>
    /// <exception cref="AudioException">It has changed or vanished.</exception>
    public void CheckUnchanged() => checkUnchanged();

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => upload?.DisposeAsync() ?? ValueTask.CompletedTask;
}
