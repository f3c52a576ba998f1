namespace GenreQueue.Hosting.Libraries;

/// <summary>Resolves all links of a path, like <c>realpath</c>.</summary>
internal static class RealPath
{
    // As Linux counts.
    private const int MaxLinks = 40;

    /// <summary>The path without links. Names that do not exist stay as they are.</summary>
    /// <param name="path">An absolute path.</param>
    /// <returns>Null if the links form a circle.</returns>
    /// <exception cref="IOException">A folder cannot be read.</exception>
    public static string? Of(string path)
    {
        var current = Path.GetPathRoot(path)!;
        var pending = new Stack<string>();
        Push(pending, path[current.Length..]);
        var links = 0;
        while (pending.TryPop(out var name))
        {
            if (name == "..")
            {
                current = Path.GetDirectoryName(current) ?? current;
                continue;
            }
            var next = Path.Combine(current, name);
            if (new FileInfo(next).LinkTarget is not { } target)
            {
                current = next;
                continue;
            }
            if (++links > MaxLinks) return null;
            if (Path.IsPathRooted(target)) current = Path.GetPathRoot(target)!;
            Push(pending, target);
        }
        return current;
    }

    private static void Push(Stack<string> pending, string path)
    {
        foreach (var name in path.Split(Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries).Reverse())
        {
            if (name != ".") pending.Push(name);
        }
    }
}
