namespace GenreQueue.Library.Files;

/// <summary>
/// Extensions of files that are common in music folders and never contain audio. A folder scan skips them; every other file is
/// opened, because the format follows from the content.
/// </summary>
public static class SkippedExtensions
{
    private static readonly HashSet<string> Extensions = new(StringComparer.OrdinalIgnoreCase)
    {
        ".jpg", ".jpeg", ".png", ".gif", ".webp", ".bmp", ".tif", ".tiff", ".svg", ".ico", ".heic", ".psd",
        ".txt", ".md", ".nfo", ".log", ".pdf", ".doc", ".docx", ".rtf", ".epub", ".htm", ".html", ".xml", ".json", ".yaml", ".yml", ".toml",
        ".csv", ".tsv", ".ini", ".url", ".lnk", ".db", ".sqlite", ".lrc", ".srt", ".vtt",
        ".m3u", ".m3u8", ".pls", ".xspf", ".asx", ".wpl", ".cue",
        ".sfv", ".md5", ".sha1", ".sha256", ".ffp", ".accurip", ".par2", ".torrent", ".asc", ".sig",
        ".zip", ".rar", ".7z", ".tar", ".gz", ".bz2", ".xz", ".zst", ".iso",
    };

    /// <summary>All of them in lower case with a leading dot, in ordinal order.</summary>
    public static IReadOnlyList<string> All { get; } = [.. Extensions.Order(StringComparer.Ordinal)];

    /// <summary>Whether a folder scan skips files with this extension.</summary>
    /// <param name="extension">An extension with its leading dot, in any case.</param>
    public static bool Contains(string extension) => Extensions.Contains(extension);
}
