using GenreQueue.Cli.Classify;
using GenreQueue.Contracts;
using GenreQueue.Library.Files;
using GenreQueue.Library.Genres;
using GenreQueue.Library.State;
using GenreQueue.Library.Tags;

namespace GenreQueue.Cli.Library;

/// <summary>Reads of each file what is not known from an earlier run.</summary>
/// <param name="state">What is known.</param>
/// <param name="source">Who answers, which identifies the answers that are known.</param>
/// <param name="retryFailed">Forgets earlier failures.</param>
internal sealed class LibraryReader(LibraryState state, AnswerSource source, bool retryFailed)
{
    // The failures that the content of a file causes. Others, such as a missing library or a server that is away, pass.
    private static readonly HashSet<string> Lasting =
    [
        ErrorCodes.Empty, ErrorCodes.UnsupportedFormat, ErrorCodes.Corrupt, ErrorCodes.Truncated, ErrorCodes.NoAudio, ErrorCodes.TooShort, ErrorCodes.Silent,
        ErrorCodes.UnsupportedRate, ErrorCodes.UnsupportedChannels, ErrorCodes.DecoderCrashed, ErrorCodes.DecoderTimeout, ErrorCodes.WorkerCrashed, ErrorCodes.JobTimeout,
    ];

    // Stands for bytes of a name that are no text, so that the name leads to no file.
    private const char NotUtf8 = '\uFFFD';

    /// <summary>Reads the tags.</summary>
    /// <exception cref="IOException">The state cannot be used, which is no fault of the file.</exception>
    public LibraryFile ReadTags(FoundFile found)
    {
        var file = new LibraryFile(found);
        if (Try(found.Path, FileFacts.Of, out var facts) is { } missing) return file with { Error = missing };
        if (!facts.IsFile) return file with { Error = new FileError(ErrorCodes.Unreadable, Directory.Exists(found.Path) ? "The folder cannot be read." : "This is no file.") };
        file = file with { Facts = facts };
        var known = state.Find(found.Path, facts.Stamp);
        if (known is null || (retryFailed && known.Code is not null))
        {
            if (Try(found.Path, path => Read(path, facts.Stamp), out known) is { } error) return file with { Error = error };
            state.Remember(found.Path, facts.Stamp, known!);
        }
        return known!.Code is null ? file with { Known = known } : file with { Error = new FileError(known.Code, known.Message!) };
    }

    /// <summary>Identifies the audio of a file that needs an answer, and takes the answer of an earlier run if there is one.</summary>
    /// <exception cref="IOException">The state cannot be used, which is no fault of the file.</exception>
    public LibraryFile FindAnswer(LibraryFile file)
    {
        if (!file.NeedsAnswer || file.Known is not { } known || file.Facts is not { } facts) return file;
        if (known.AudioHash is null)
        {
            if (Try(file.Found.Path, HashOf, out var hash) is { } error) return file with { Error = error };
            known = known with { AudioHash = hash };
            state.Remember(file.Found.Path, facts.Stamp, known);
            file = file with { Known = known };
        }
        var answer = state.Find(KeyOf(known.AudioHash!));
        if (answer is null || (retryFailed && answer.Code is not null)) return file;
        return answer.Result is { } result ? file with { Answer = result } : file with { Error = new FileError(answer.Code!, answer.Message!) };
    }

    /// <summary>Takes a new answer, and remembers it.</summary>
    public LibraryFile WithAnswer(LibraryFile file, TrackAnswer answer)
    {
        if (answer.Result is not null || Lasting.Contains(answer.Error!.Code))
        {
            state.Remember(KeyOf(file.Known!.AudioHash!), new KnownAnswer(answer.Result, answer.Error?.Code, answer.Error?.Message));
        }
        return file with { Answer = answer.Result, Error = answer.Error };
    }

    private AnswerKey KeyOf(string audioHash) => new(audioHash, source.Model, source.Window, source.Labels);

    private static KnownFile Read(string path, FileStamp stamp)
    {
        try
        {
            if (stamp.Size == 0) throw new TagException(ErrorCodes.Empty, "The file is empty.");
            using var file = Open(path);
            var reading = GenreTags.Read(file);
            return new KnownFile(reading.Format, AudioHash: null, reading.Genres, reading.Provenance);
        }
        catch (TagException exception)
        {
            return new KnownFile(null, null, [], null, exception.Code, exception.Message);
        }
    }

    private static string HashOf(string path)
    {
        using var file = Open(path);
        return AudioIdentity.Of(file, GenreTags.Read(file));
    }

    private static FileStream Open(string path) => new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);

    /// <summary>Reads something of a file.</summary>
    /// <returns>Why that failed; null if it did not.</returns>
    private static FileError? Try<T>(string path, Func<string, T> read, out T? result)
    {
        result = default;
        try
        {
            result = read(path);
            return null;
        }
        catch (TagException exception)
        {
            return new FileError(exception.Code, exception.Message);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return ErrorOf(exception, path);
        }
    }

    private static FileError ErrorOf(Exception exception, string path) => exception is FileNotFoundException or DirectoryNotFoundException
        ? new FileError(ErrorCodes.NotFound, path.Contains(NotUtf8) ? "File not found. If its name is not in UTF-8, rename it, with convmv for example." : "File not found.")
        : new FileError(ErrorCodes.Unreadable, "The file cannot be read. Check its permissions and the disk.");
}
