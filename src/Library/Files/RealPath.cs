namespace GenreQueue.Library.Files;

/// <summary>Resolves links.</summary>
public static class RealPath
{
    private const int MostLinks = 40; // As Linux follows.

    /// <summary>The absolute path without links; a link that leads nowhere, or to itself, stays as it is.</summary>
    public static string Of(string path) => Of(path, 0);

    private static string Of(string path, int links)
    {
        var full = Path.GetFullPath(path);
        var parent = Path.GetDirectoryName(full);
        if (parent is null) return full;
        var here = Path.Combine(Of(parent, links), Path.GetFileName(full));
        return links < MostLinks && new DirectoryInfo(here).LinkTarget is { } target ? Of(Path.Combine(Path.GetDirectoryName(here)!, target), links + 1) : here;
    }
}
