using GenreQueue.Library.Tags;

namespace GenreQueue.Library.Writing;

/// <summary>Compares genres of files.</summary>
internal static class GenreList
{
    /// <summary>Whether the genres are the same. Some tags hold several genres only as one value, joined as here.</summary>
    public static bool Same(IReadOnlyList<string> a, IReadOnlyList<string> b) => string.Join("; ", a) == string.Join("; ", b);

    /// <summary>Whether the raw fields are the same, byte for byte of their values.</summary>
    public static bool SameFields(GenreSnapshot a, GenreSnapshot b) =>
        a.Fields.Count == b.Fields.Count
        && a.Fields.Zip(b.Fields).All(pair =>
            pair.First.Container == pair.Second.Container && pair.First.Key == pair.Second.Key && pair.First.Value.AsSpan().SequenceEqual(pair.Second.Value));
}
