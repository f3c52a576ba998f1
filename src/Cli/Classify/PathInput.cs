using System.Text;
using GenreQueue.Library.Files;

namespace GenreQueue.Cli.Classify;

/// <summary>Finds the files that the arguments name. The search is lazy.</summary>
internal static class PathInput
{
    /// <param name="paths">Files and folders; <c>-</c> stands for the paths read from <paramref name="input"/>.</param>
    /// <param name="input">More files and folders, one per line.</param>
    /// <param name="nullSeparated">The paths in <paramref name="input"/> are separated by NUL instead, as written by <c>find -print0</c>.</param>
    public static IEnumerable<string> Files(IEnumerable<string> paths, TextReader input, bool nullSeparated) =>
        Paths(paths, input, nullSeparated).SelectMany(AudioFiles.Find);

    /// <summary>The files and folders themselves; parameters as for <see cref="Files"/>.</summary>
    public static IEnumerable<string> Paths(IEnumerable<string> paths, TextReader input, bool nullSeparated) =>
        paths.SelectMany(path => path != "-" ? [path] : nullSeparated ? SplitAtNull(input) : Lines(input));

    private static IEnumerable<string> Lines(TextReader input)
    {
        while (input.ReadLine() is { } line)
        {
            if (line.Length > 0) yield return line;
        }
    }

    private static IEnumerable<string> SplitAtNull(TextReader input)
    {
        var path = new StringBuilder();
        for (var c = input.Read(); c >= 0; c = input.Read())
        {
            if (c != '\0')
            {
                path.Append((char)c);
                continue;
            }
            if (path.Length > 0) yield return path.ToString();
            path.Clear();
        }
        if (path.Length > 0) yield return path.ToString();
    }
}
