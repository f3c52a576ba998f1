namespace GenreQueue.Library.Tags.Mp4;

/// <summary>Why an MP4 file is not read or written.</summary>
internal static class Mp4Errors
{
    /// <summary>The boxes of the file are damaged.</summary>
    public static TagException Damaged(string detail) => new(TagErrors.Unreadable, $"The MP4 file is damaged: {detail}");

    /// <summary>The file cannot be written without a risk for what is in it.</summary>
    public static TagException Unsupported(string detail) => new(TagErrors.Unsupported, $"The genre of this MP4 file cannot be changed: {detail}");
}
