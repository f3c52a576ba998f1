namespace GenreQueue.Library.Tags.Asf;

/// <summary>Why an ASF file is not read or written.</summary>
internal static class AsfErrors
{
    /// <summary>The objects of the file are damaged.</summary>
    public static TagException Damaged(string detail) => new(TagErrors.Unreadable, $"The Windows Media file is damaged: {detail}");

    /// <summary>The file cannot be written without a risk for what is in it.</summary>
    public static TagException Unsupported(string detail) => new(TagErrors.Unsupported, $"The genre of this Windows Media file cannot be changed: {detail}");
}
