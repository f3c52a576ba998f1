namespace GenreQueue.Library.Tags.Matroska;

/// <summary>Why a Matroska file is not read or written.</summary>
internal static class MatroskaErrors
{
    /// <summary>The elements of the file are damaged.</summary>
    public static TagException Damaged(string detail) => new(TagErrors.Unreadable, $"The Matroska file is damaged: {detail}");

    /// <summary>The file cannot be written without a risk for what is in it.</summary>
    public static TagException Unsupported(string detail) => new(TagErrors.Unsupported, $"The genre of this Matroska file cannot be changed: {detail}");
}
