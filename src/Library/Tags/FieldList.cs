namespace GenreQueue.Library.Tags;

/// <summary>Changes some fields of a tag and leaves the others in their order.</summary>
internal static class FieldList
{
    /// <summary>Puts new fields where the first replaced one was, or at the end if there was none.</summary>
    /// <param name="fields">All fields of the tag.</param>
    /// <param name="replaced">Whether a field is removed.</param>
    /// <param name="with">The new fields.</param>
    public static void Replace<T>(List<T> fields, Predicate<T> replaced, IEnumerable<T> with)
    {
        var first = fields.FindIndex(replaced);
        fields.RemoveAll(replaced);
        fields.InsertRange(first < 0 ? fields.Count : first, with);
    }

    /// <summary>Puts fields back to the positions that they had.</summary>
    /// <param name="fields">All fields of the tag.</param>
    /// <param name="removed">Whether a field is removed first.</param>
    /// <param name="restored">The fields with their positions, in ascending order.</param>
    public static void Restore<T>(List<T> fields, Predicate<T> removed, IEnumerable<(int Position, T Field)> restored)
    {
        fields.RemoveAll(removed);
        foreach (var (position, field) in restored) fields.Insert(Math.Clamp(position, 0, fields.Count), field);
    }
}
