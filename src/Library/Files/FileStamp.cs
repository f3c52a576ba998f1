namespace GenreQueue.Library.Files;

/// <summary>Tells whether a file has changed without reading it.</summary>
/// <param name="Size">Length in bytes.</param>
/// <param name="ModifiedNs">Time of the last change of the content, in nanoseconds since 1970-01-01 UTC.</param>
/// <param name="ChangedNs">Time of the last change of the content or of the file's entry, in the same unit; 0 where the system has none.</param>
/// <param name="Inode">Number of the file in its file system; 0 where the system has none.</param>
public readonly record struct FileStamp(long Size, long ModifiedNs, long ChangedNs, ulong Inode);
