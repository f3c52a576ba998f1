using System.Globalization;
using System.Text;
using GenreQueue.Analysis.FrontEnds;
using GenreQueue.Analysis.FrontEnds.Mfcc;

namespace GenreQueue.Training.Datasets;

/// <summary>The CSV form of a <see cref="FeatureTable"/>.</summary>
internal static class FeatureTableCsv
{
    private const int NameColumns = 2;

    /// <exception cref="FeatureTableException">The content is no feature table.</exception>
    public static FeatureTable Read(TextReader reader)
    {
        var csv = new CsvReader(reader);
        var kind = csv.Read() is { } header ? KindOf(header) : throw new FeatureTableException(1, "The file is empty.");
        var rows = new List<FeatureRow>();
        var lines = new Dictionary<string, int>();
        while (csv.Read() is { } fields)
        {
            var row = Row(fields, kind, csv.RecordLine);
            if (!lines.TryAdd(row.Track, csv.RecordLine))
            {
                throw new FeatureTableException(csv.RecordLine, $"Track {row.Track} is on line {lines[row.Track]} already.");
            }
            rows.Add(row);
        }
        return new FeatureTable(kind, rows);
    }

    public static void WriteHeader(TextWriter writer, FeatureKind kind) =>
        writer.Write("track,genre," + string.Join(',', Enumerable.Range(0, kind.Length()).Select(i => $"f{i}")) + '\n');

    /// <summary>Writes one row; every number reads back as the same double.</summary>
    public static void WriteRow(TextWriter writer, FeatureRow row)
    {
        var line = new StringBuilder().Append(Quote(row.Track)).Append(',').Append(Quote(row.Genre));
        foreach (var value in row.Values) line.Append(',').Append(value.ToString("R", CultureInfo.InvariantCulture));
        writer.Write(line.Append('\n'));
    }

    private static FeatureKind KindOf(List<string> header)
    {
        if (header.Count < NameColumns || header[0] != "track" || header[1] != "genre")
        {
            throw new FeatureTableException(1, "The header must begin with track,genre.");
        }
        for (var i = NameColumns; i < header.Count; i++)
        {
            if (header[i] != $"f{i - NameColumns}") throw new FeatureTableException(1, $"Column {i + 1} must be named f{i - NameColumns}.");
        }
        foreach (var kind in Enum.GetValues<FeatureKind>())
        {
            if (header.Count - NameColumns == kind.Length()) return kind;
        }
        throw new FeatureTableException(1,
            $"There are {header.Count - NameColumns} features; {Classic.Length} (classic) or {LogCov.Length} (logcov) were expected.");
    }

    private static FeatureRow Row(List<string> fields, FeatureKind kind, int line)
    {
        var expected = NameColumns + kind.Length();
        if (fields.Count != expected) throw new FeatureTableException(line, $"There are {fields.Count} fields, expected {expected}.");
        if (fields[0].Length == 0) throw new FeatureTableException(line, "The track has no name.");
        if (fields[1].Length == 0) throw new FeatureTableException(line, "The genre is empty.");
        var values = new double[kind.Length()];
        for (var i = 0; i < values.Length; i++)
        {
            var text = fields[NameColumns + i];
            if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out values[i]) || !double.IsFinite(values[i]))
            {
                throw new FeatureTableException(line, $"f{i} is no finite number: \"{text}\".");
            }
        }
        return new FeatureRow(fields[0], fields[1], values);
    }

    private static string Quote(string field) =>
        field.AsSpan().IndexOfAny("\",\r\n") < 0 ? field : $"\"{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
