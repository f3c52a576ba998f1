namespace GenreQueue.Library.Interop;

/// <summary>What the file system knows about a file. Links are followed.</summary>
/// <param name="IsFile">False for folders, pipes and devices.</param>
/// <param name="Size">Length in bytes.</param>
/// <param name="AccessedNs">Time of the last reading, in nanoseconds since 1970-01-01 UTC.</param>
/// <param name="ModifiedNs">Time of the last change of the content, in the same unit.</param>
/// <param name="ChangedNs">Time of the last change of the content or the entry, in the same unit; 0 where the system has none.</param>
/// <param name="Inode">Number of the file in its file system; 0 where the system has none.</param>
/// <param name="Links">How many names the file has; 1 where the system does not tell.</param>
/// <param name="User">Number of the owner; 0 where the system does not tell.</param>
/// <param name="Group">Number of the owning group; 0 where the system does not tell.</param>
internal readonly record struct FileStatus(
    bool IsFile, long Size, long AccessedNs, long ModifiedNs, long ChangedNs, ulong Inode, long Links, uint User, uint Group)
{
    private const int RelativeToWorkingFolder = -100; // AT_FDCWD
    private const uint BasicFields = 0x7ff; // STATX_BASIC_STATS
    private const int TypeMask = 0xf000, RegularFile = 0x8000;

    /// <exception cref="FileNotFoundException">The file does not exist, or is a link to nothing.</exception>
    /// <exception cref="UnauthorizedAccessException">A folder of the path may not be searched.</exception>
    /// <exception cref="IOException">The file system reports an error.</exception>
    public static FileStatus Of(string path)
    {
        if (!OperatingSystem.IsLinux()) return Portable(path);
        if (LibC.Status(RelativeToWorkingFolder, path, flags: 0, BasicFields, out var s) != 0) throw SystemError.Last(path);
        return new FileStatus(
            (s.Mode & TypeMask) == RegularFile, (long)s.Size, s.Accessed.TotalNanoseconds, s.Modified.TotalNanoseconds,
            s.Changed.TotalNanoseconds, s.Inode, s.Links, s.User, s.Group);
    }

    private static FileStatus Portable(string path)
    {
        var file = new FileInfo(path);
        if (file.ResolveLinkTarget(returnFinalTarget: true) is FileInfo target) file = target;
        if (Directory.Exists(path)) return new FileStatus(false, 0, 0, Nanoseconds(file.LastWriteTimeUtc), 0, 0, 1, 0, 0);
        return new FileStatus(true, file.Length, Nanoseconds(file.LastAccessTimeUtc), Nanoseconds(file.LastWriteTimeUtc), 0, 0, 1, 0, 0);
    }

    private static long Nanoseconds(DateTime time) => (time - DateTime.UnixEpoch).Ticks * TimeSpan.NanosecondsPerTick;
}
