namespace GenreQueue.Library.Files;

/// <summary>Resolves links.</summary>
public static class RealPath
{
    /// <summary>The absolute path without links; a dangling link stays as it is.</summary>
    public static string Of(string path)
    {
        var full = Path.GetFullPath(path);
        var parent = Path.GetDirectoryName(full);
        if (parent is null) return full;
        var here = Path.Combine(Of(parent), Path.GetFileName(full));
        return new DirectoryInfo(here).LinkTarget is { } target ? Of(Path.Combine(Path.GetDirectoryName(here)!, target)) : here;
    }
}
