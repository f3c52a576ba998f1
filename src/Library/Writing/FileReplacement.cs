using GenreQueue.Library.Files;
using GenreQueue.Library.Interop;

namespace GenreQueue.Library.Writing;

/// <summary>
/// Replaces a file by a changed copy in one step, so that a reader, a crash or a loss of power sees the old or the new file, whole.
/// The copy is removed unless it took the place of the file.
/// </summary>
internal sealed class FileReplacement : IDisposable
{
    private const int ForWriting = 2; // W_OK
    private const UnixFileMode AnyWrite = UnixFileMode.UserWrite | UnixFileMode.GroupWrite | UnixFileMode.OtherWrite;

    private readonly string _target;
    private readonly FileStatus _status;

    /// <summary>Makes the copy.</summary>
    /// <param name="target">The file; no link.</param>
    /// <param name="status">The file as it is.</param>
    /// <param name="copy">Where the copy goes; nothing is there yet.</param>
    /// <exception cref="IOException">The copy cannot be made.</exception>
    /// <exception cref="UnauthorizedAccessException">The file or its folder may not be written.</exception>
    public FileReplacement(string target, FileStatus status, string copy)
    {
        _target = target;
        _status = status;
        CopyPath = copy;
        try
        {
            // Shares the blocks of the original where the file system can; keeps the mode.
            File.Copy(target, copy);
            Content = new FileStream(copy, FileMode.Open, FileAccess.ReadWrite, FileShare.Read);
        }
        catch
        {
            File.Delete(copy);
            throw;
        }
    }

    /// <summary>The copy.</summary>
    public FileStream Content { get; }

    /// <summary>Where the copy is.</summary>
    public string CopyPath { get; }

    /// <summary>A rename needs no permission to write the file, but whoever took that permission away meant the file to stay as it is.</summary>
    /// <exception cref="UnauthorizedAccessException">The file may not be written.</exception>
    /// <exception cref="IOException">The file system is mounted read-only.</exception>
    public static void RefuseReadOnly(string path)
    {
        var readOnly = !OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & AnyWrite) == 0;
        if (readOnly) throw new UnauthorizedAccessException($"{path}: Permission denied.");
        if (LibC.Access(path, ForWriting) != 0) throw SystemError.Last(path);
    }

    /// <summary>Completes the copy: gives it what belongs to the original besides its content, and brings it to the disk.</summary>
    /// <param name="modified">What happens to the time of the last change.</param>
    public void Complete(ModifiedTime modified)
    {
        if (!OperatingSystem.IsWindows())
        {
            KeepOwner();
            // A change of the owner may have cleared bits of the mode.
            File.SetUnixFileMode(CopyPath, File.GetUnixFileMode(_target));
        }
        ExtendedAttributes.Copy(_target, CopyPath);
        // Last, because reading the copy changes the time of the last reading.
        SetTimes(modified);
        Content.Flush(flushToDisk: true);
    }

    /// <summary>Puts the copy in the place of the file, if the file is still as it was.</summary>
    /// <returns>The stamp of the file afterwards; null if somebody changed it meanwhile.</returns>
    public FileStamp? Replace()
    {
        if (FileFacts.Of(_target) != FileFacts.Of(_status)) return null;
        if (LibC.Rename(CopyPath, _target) != 0) throw SystemError.Last(_target);
        Folders.Flush(Path.GetDirectoryName(_target)!);
        return FileStamp.Of(_target);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Content.Dispose();
        File.Delete(CopyPath);
    }

    /// <summary>Only root may give a file away, but others may keep the group if they belong to it.</summary>
    private void KeepOwner()
    {
        if (!OperatingSystem.IsLinux()) return;
        var copy = FileStatus.Of(CopyPath);
        if (copy.User != _status.User && LibC.ChangeOwner(CopyPath, _status.User, _status.Group) == 0) return;
        if (copy.Group != _status.Group) LibC.ChangeOwner(CopyPath, copy.User, _status.Group);
    }

    private void SetTimes(ModifiedTime modified)
    {
        if (!OperatingSystem.IsLinux())
        {
            File.SetLastAccessTimeUtc(CopyPath, File.GetLastAccessTimeUtc(_target));
            File.SetLastWriteTimeUtc(CopyPath, modified == ModifiedTime.Keep ? File.GetLastWriteTimeUtc(_target) : DateTime.UtcNow);
            return;
        }
        var now = (DateTime.UtcNow - DateTime.UnixEpoch).Ticks * TimeSpan.NanosecondsPerTick;
        ReadOnlySpan<TimeSpec> times = [Time(_status.AccessedNs), Time(modified == ModifiedTime.Keep ? _status.ModifiedNs : now)];
        if (LibC.SetTimes(folder: 0, CopyPath, times, flags: 0) != 0) throw SystemError.Last(CopyPath);
    }

    private static TimeSpec Time(long nanoseconds)
    {
        const long Second = 1_000_000_000;
        var seconds = Math.DivRem(nanoseconds, Second, out var rest);
        // Before 1970 the remainder is negative, which the system does not take.
        return rest < 0 ? new TimeSpec((nint)seconds - 1, (nint)(rest + Second)) : new TimeSpec((nint)seconds, (nint)rest);
    }
}
