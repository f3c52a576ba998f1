using GenreQueue.Contracts;
using GenreQueue.Library.Interop;
using GenreQueue.Library.Tags;

namespace GenreQueue.Library.Writing;

/// <summary>Words what prevented a file from being written.</summary>
internal static class WriteFailure
{
    public static WriteOutcome From(Exception exception) => exception switch
    {
        TagException tag => WriteOutcome.Failed(tag.Code, tag.Message),
        FileNotFoundException or DirectoryNotFoundException => WriteOutcome.Failed(WriteErrors.FileVanished, "The file is gone."),
        UnauthorizedAccessException => ReadOnly(
            "The file was left alone, because it or its folder is read-only or belongs to somebody else. Change the permissions and run again."),
        IOException io when SystemError.IsNoSpace(io.HResult) => WriteOutcome.Failed(
            WriteErrors.NoSpace, "There is no room on the disk for a copy of the file, which is needed while it is written. Make room and run again."),
        IOException { HResult: SystemError.ReadOnlyFileSystem } => ReadOnly("The file system is mounted read-only. Mount it for writing and run again."),
        IOException io => WriteOutcome.Failed(WriteErrors.WriteFailed, $"The file could not be written: {io.Message}"),
        // One file never ends a run.
        _ => WriteOutcome.Failed(ErrorCodes.InternalError, $"{exception.GetType().Name}: {exception.Message}"),
    };

    private static WriteOutcome ReadOnly(string message) => WriteOutcome.Failed(WriteErrors.ReadOnly, message);
}
