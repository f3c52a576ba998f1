namespace GenreQueue.Hosting.Libraries;

/// <summary>Syntax of paths below the root of a library: segments between single <c>/</c>, none of them <c>.</c> or <c>..</c>.</summary>
public static class RelativePath
{
    /// <summary>Greatest length in characters: a path of the operating system has at most 4,096 bytes.</summary>
    public const int MaxLength = 4_096;

    /// <summary>Whether the text is such a path. The file may be missing, and links may still lead out of the library.</summary>
    public static bool IsValid(string? path) =>
        path is { Length: > 0 and <= MaxLength }
        && !path.Contains('\0', StringComparison.Ordinal)
        && path.Split('/').All(segment => segment is not ("" or "." or ".."));
}
