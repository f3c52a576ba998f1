namespace GenreQueue.Library.Tags;

/// <summary>The tags of a file cannot be read or written. The file is unchanged.</summary>
/// <param name="code">One of <see cref="TagErrors"/>.</param>
/// <param name="message">The reason as a sentence.</param>
public sealed class TagException(string code, string message) : Exception(message)
{
    /// <summary>One of <see cref="TagErrors"/>.</summary>
    public string Code { get; } = code;
}

/// <summary>Stable codes of what prevents a tag from being read or written.</summary>
public static class TagErrors
{
    /// <summary>The tags are damaged or contradict each other; such a file is never written.</summary>
    public const string Unreadable = "tags_unreadable";

    /// <summary>The file is of a kind whose tags are not written.</summary>
    public const string Unsupported = "tags_unsupported";

    /// <summary>Something besides the genre would have changed.</summary>
    public const string NotKept = "tags_not_kept";
}
