using GenreQueue.Analysis.FrontEnds.Mfcc;

namespace GenreQueue.Training.Datasets;

/// <summary>Features of tracks of known genre, which models are trained and evaluated on.</summary>
/// <remarks>
/// The file format is CSV (RFC 4180, UTF-8) with the header <c>track,genre,f0,f1,…</c>. Rows of 104 numbers are classic features,
/// rows of 103 are logcov features.
/// </remarks>
public sealed class FeatureTable
{
    /// <param name="kind">Kind of the features.</param>
    /// <param name="rows">Rows in the order of the table.</param>
    /// <exception cref="ArgumentException">A row has the wrong number of values, or one that is not finite.</exception>
    public FeatureTable(FeatureKind kind, IReadOnlyList<FeatureRow> rows)
    {
        foreach (var row in rows)
        {
            if (row.Values.Length != kind.Length())
                throw new ArgumentException($"Track {row.Track} has {row.Values.Length} features, expected {kind.Length()}.", nameof(rows));
            if (!row.Values.All(double.IsFinite)) throw new ArgumentException($"Track {row.Track} has a feature that is not finite.", nameof(rows));
        }
        Kind = kind;
        Rows = rows;
    }

    /// <summary>Kind of the features.</summary>
    public FeatureKind Kind { get; }

    /// <summary>Rows in the order of the table.</summary>
    public IReadOnlyList<FeatureRow> Rows { get; }

    /// <summary>The genres of the rows, in ordinal order.</summary>
    public IReadOnlyList<string> Genres => [.. Rows.Select(r => r.Genre).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>Reads a table.</summary>
    /// <param name="csv">Path of the file.</param>
    /// <exception cref="FeatureTableException">The file is not a feature table; the message gives the line.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static FeatureTable Load(string csv)
    {
        using var reader = new StreamReader(csv);
        return FeatureTableReader.Read(reader);
    }

    /// <summary>Writes the table. Every number is read back as the same double.</summary>
    /// <param name="csv">Path of the file, which is replaced if it exists.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void Save(string csv)
    {
        using var writer = new FeatureTableWriter(new StreamWriter(csv));
        writer.WriteHeader(Kind);
        foreach (var row in Rows) writer.WriteRow(row);
    }

    /// <summary>The same tracks with features of another kind.</summary>
    /// <exception cref="InvalidOperationException">Classic features cannot be computed from logcov features.</exception>
    public FeatureTable As(FeatureKind kind)
    {
        if (kind == Kind) return this;
        if (kind == FeatureKind.Classic)
            throw new InvalidOperationException("This table contains logcov features; classic features must be extracted from the audio again.");
        return new FeatureTable(kind, [.. Rows.Select(r => r with { Values = LogCov.FromClassic(r.Values) })]);
    }

    /// <summary>Drops every row whose features are identical to those of an earlier row.</summary>
    public FeatureTable WithoutDuplicates() => new(Kind, [.. Rows.DistinctBy(r => r.Values, new SameValues())]);

    /// <summary>The rows of these genres, in the order of the table.</summary>
    /// <exception cref="ArgumentException">The table has no row of one of the genres.</exception>
    public FeatureTable Only(IEnumerable<string> genres)
    {
        var wanted = genres.ToHashSet();
        var missing = wanted.Except(Genres).Order(StringComparer.Ordinal).ToList();
        if (missing.Count > 0)
            throw new ArgumentException($"The table has no {string.Join(", ", missing)}; it has {string.Join(", ", Genres)}.", nameof(genres));
        return new FeatureTable(Kind, [.. Rows.Where(r => wanted.Contains(r.Genre))]);
    }

    private sealed class SameValues : IEqualityComparer<double[]>
    {
        public bool Equals(double[]? x, double[]? y) => x.AsSpan().SequenceEqual(y);

        public int GetHashCode(double[] values)
        {
            var hash = new HashCode();
            foreach (var value in values) hash.Add(value);
            return hash.ToHashCode();
        }
    }
}
