using System.Text;
using GenreQueue.Analysis.FrontEnds;
using GenreQueue.Library.Files;

namespace GenreQueue.Cli.Classify;

/// <summary>The files that the arguments ask for, found while they are asked for.</summary>
internal static class PathInput
{
    /// <param name="paths">Files and folders; <c>-</c> stands for the paths on <paramref name="input"/>.</param>
    /// <param name="input">More files and folders, one a line.</param>
    /// <param name="nullSeparated">Those on <paramref name="input"/> end with NUL instead, as <c>find -print0</c> writes them.</param>
    public static IEnumerable<string> Files(IEnumerable<string> paths, TextReader input, bool nullSeparated) =>
        paths.SelectMany(path => path != "-" ? [path] : nullSeparated ? SplitAtNull(input) : Lines(input)).SelectMany(AudioFiles.Find);

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
