using GenreQueue.Analysis.Decoding;
using Microsoft.Win32.SafeHandles;

namespace GenreQueue.Decoder.Readers;

/// <summary>Opens files, and maps the errors to codes.</summary>
internal static class AudioFile
{
    /// <exception cref="AudioException"><c>file_not_found</c> or <c>unreadable</c>.</exception>
    public static SafeFileHandle Open(string path)
    {
        try
        {
            // No lock: another program may be using the file.
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

    /// <summary>Detects the format from the first bytes.</summary>
    /// <exception cref="AudioException"><c>file_not_found</c>, <c>unreadable</c>, <c>empty</c>, or a WAV header out of bounds.</exception>
    public static Content Sniff(string path)
    {
        // Checked before opening, which would block on a named pipe. Pipes and devices have no length.
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
            return file;   // opening it reports the error
        }
    }
}
