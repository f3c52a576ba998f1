using GenreQueue.Analysis.Decoding;
using GenreQueue.Analysis.FrontEnds;
using Microsoft.Win32.SafeHandles;

namespace GenreQueue.Decoder.Readers;

/// <summary>Opens files and names what stands in the way.</summary>
internal static class AudioFile
{
    /// <exception cref="AudioException"><c>file_not_found</c> or <c>unreadable</c>.</exception>
    public static SafeFileHandle Open(string path)
    {
        try
        {
            // No lock: the file may be in anybody's use.
            return File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException or ArgumentException)
        {
            throw AudioFaults.NotFound();
        }
        catch (UnauthorizedAccessException) when (Directory.Exists(path))
        {
            throw AudioFaults.NotFound();
        }
        catch (Exception exception) when (exception is UnauthorizedAccessException or IOException)
        {
            throw AudioFaults.Unreadable(exception);
        }
    }

    /// <summary>Judges a file by its first bytes.</summary>
    /// <exception cref="AudioException"><c>file_not_found</c>, <c>unreadable</c>, <c>empty</c>, or a WAV header out of bounds.</exception>
    public static Content Sniff(string path)
    {
        // Asked before opening, which would wait for ever on a named pipe; pipes and devices have no length.
        if (Target(path) is { Exists: true, Length: 0 }) throw AudioFaults.Empty();
        using var file = Open(path);
        Span<byte> start = stackalloc byte[ContentSniffer.HeadBytes];
        try
        {
            var length = RandomAccess.Read(file, start, 0);
            if (length == 0) throw AudioFaults.Empty();
            ContentSniffer.CheckWavHeader(start[..length]);
            return ContentSniffer.Sniff(start[..length]);
        }
        catch (Exception exception) when (exception is IOException or NotSupportedException)
        {
            throw AudioFaults.Unreadable(exception);
        }
    }

    private static FileInfo Target(string path)
    {
        var file = new FileInfo(path);
        try
        {
            return file.ResolveLinkTarget(returnFinalTarget: true) as FileInfo ?? file;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return file;   // opening it will tell what is wrong
        }
    }
}
