using GenreQueue.Library.Interop;

namespace GenreQueue.Library.Files;

/// <summary>Tells whether a file has changed without reading it.</summary>
/// <param name="Size">Length in bytes.</param>
/// <param name="ModifiedNs">Time of the last change of the content, in nanoseconds since 1970-01-01 UTC.</param>
/// <param name="ChangedNs">Time of the last change of the content or of the file's entry, in the same unit; 0 where the system has none.</param>
/// <param name="Inode">Number of the file in its file system; 0 where the system has none.</param>
public readonly record struct FileStamp(long Size, long ModifiedNs, long ChangedNs, ulong Inode)
{
    /// <summary>The stamp of a file as it is now. Links are followed.</summary>
    /// <exception cref="FileNotFoundException">The file does not exist, or is a link to nothing.</exception>
    /// <exception cref="UnauthorizedAccessException">A folder of the path may not be searched.</exception>
    /// <exception cref="IOException">The file system reports an error.</exception>
    public static FileStamp Of(string path) => FileFacts.Of(path).Stamp;
}

/// <summary>What the file system tells about a file without reading it. Links are followed.</summary>
/// <param name="Stamp">Tells whether the file has changed.</param>
/// <param name="Links">How many names the file has (hard links); 1 where the system does not tell.</param>
/// <param name="IsFile">False for folders, pipes and devices, which must not be opened.</param>
public readonly record struct FileFacts(FileStamp Stamp, long Links, bool IsFile)
{
    /// <summary>The facts of a file as it is now.</summary>
    /// <exception cref="FileNotFoundException">The file does not exist, or is a link to nothing.</exception>
    /// <exception cref="UnauthorizedAccessException">A folder of the path may not be searched.</exception>
    /// <exception cref="IOException">The file system reports an error.</exception>
    public static FileFacts Of(string path) => Of(FileStatus.Of(path));

    internal static FileFacts Of(FileStatus status) =>
        new(new FileStamp(status.Size, status.ModifiedNs, status.ChangedNs, status.Inode), status.Links, status.IsFile);
}
