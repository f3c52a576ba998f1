using GenreQueue.Library.Files;
using GenreQueue.Library.Genres;
using GenreQueue.Library.State;
using GenreQueue.Library.Tags;

namespace GenreQueue.Cli.Library;

/// <summary>A file that was just written.</summary>
internal static class WrittenFile
{
    /// <summary>Takes what is known about the file over to its new stamp, so that the next run reads it no more.</summary>
    /// <param name="state">What is known.</param>
    /// <param name="path">The file.</param>
    /// <param name="before">The file before.</param>
    /// <param name="after">The file afterwards.</param>
    public static void Remember(LibraryState state, string path, FileStamp before, FileStamp after)
    {
        if (state.Find(path, before) is not { } known) return;
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var reading = GenreTags.Read(file);
            state.Remember(path, after, known with { Genres = reading.Genres, Provenance = reading.Provenance });
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or TagException)
        {
            // The next run reads the file again.
        }
    }
}
