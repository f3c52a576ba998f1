namespace GenreQueue.Library.Rules;

/// <summary>Turns the genres that a model names into those that are written. See <see cref="GenreMapFile"/> for its text.</summary>
public sealed class GenreMap
{
    /// <summary>The map that changes nothing.</summary>
    public static GenreMap Empty { get; } = new();

    /// <summary>New name of a genre of the model.</summary>
    internal Dictionary<string, string> Renamed { get; } = new(GenreNames.Comparer);

    /// <summary>Genres of the model that are never written.</summary>
    internal HashSet<string> Dropped { get; } = new(GenreNames.Comparer);

    /// <summary>The more general genre that is written too. Without cycles.</summary>
    internal Dictionary<string, string> ParentOf { get; } = new(GenreNames.Comparer);

    /// <summary>If there are any, nothing else is written.</summary>
    internal HashSet<string> Only { get; } = new(GenreNames.Comparer);

    /// <summary>Applies the map.</summary>
    /// <param name="genres">Genres of the model, most probable first.</param>
    /// <returns>The genres in the same order, then their parents; each once.</returns>
    public IReadOnlyList<string> Apply(IEnumerable<string> genres)
    {
        var named = genres.Where(genre => !Dropped.Contains(genre)).Select(genre => Renamed.GetValueOrDefault(genre, genre)).ToList();
        var all = named.Concat(named.SelectMany(ParentsOf));
        return GenreNames.Distinct(all.Where(genre => Only.Count == 0 || Only.Contains(genre)));
    }

    /// <summary>The parent, its parent, and so on.</summary>
    internal IEnumerable<string> ParentsOf(string genre)
    {
        for (var parent = ParentOf.GetValueOrDefault(genre); parent is not null; parent = ParentOf.GetValueOrDefault(parent)) yield return parent;
    }
}
