using System.Globalization;

namespace GenreQueue.Library.Tags;

/// <summary>Provenance as named text fields, the same in every format.</summary>
internal static class ProvenanceFields
{
    /// <summary>Id and version of the model, separated by a space.</summary>
    public const string Model = "GENREQUEUE_MODEL";

    /// <summary>Probability of the first genre with two to four decimals.</summary>
    public const string Probability = "GENREQUEUE_PROBABILITY";

    /// <summary>The genres that were written, joined with <see cref="Separator"/>.</summary>
    public const string Genres = "GENREQUEUE_GENRES";

    private const string Separator = "; ";
    private static readonly string[] Names = [Model, Probability, Genres];

    /// <summary>Whether a field of this name, compared without case, holds provenance.</summary>
    public static bool Contains(string name) => Names.Contains(name, StringComparer.OrdinalIgnoreCase);

    /// <summary>The fields to write; none for null.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> Of(Provenance? provenance) => provenance is null
        ? []
        :
        [
            new(Model, $"{provenance.Model} {provenance.Version}"),
            new(Probability, provenance.Probability.ToString("0.00##", CultureInfo.InvariantCulture)),
            new(Genres, string.Join(Separator, provenance.Genres)),
        ];

    /// <summary>Reads the fields; null unless each of the three is there once and valid. Other fields are ignored.</summary>
    public static Provenance? Parse(IEnumerable<KeyValuePair<string, string>> fields)
    {
        var found = fields.Where(field => Contains(field.Key)).ToList();
        string? Value(string name) =>
            found.Where(field => field.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Select(field => field.Value).FirstOrDefault();
        if (found.Count != Names.Length || Value(Model) is not { } model || Value(Probability) is not { } number || Value(Genres) is not { } genres) return null;

        var space = model.LastIndexOf(' ');
        if (space <= 0 || space == model.Length - 1) return null;
        if (!double.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var probability) || probability > 1) return null;
        return new Provenance(model[..space], model[(space + 1)..], probability, genres.Split(Separator, StringSplitOptions.RemoveEmptyEntries));
    }
}
