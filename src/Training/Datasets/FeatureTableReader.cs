using System.Globalization;
using CsvHelper;
using GenreQueue.Analysis.FrontEnds.Mfcc;

namespace GenreQueue.Training.Datasets;

/// <summary>Reads a <see cref="FeatureTable"/> from CSV.</summary>
internal sealed class FeatureTableReader : IDisposable
{
    /// <summary>Columns before the features: track and genre.</summary>
    public const int NameColumns = 2;

    private readonly CsvReader _csv;
    private CsvMalformedRecord? _malformed;

    private FeatureTableReader(TextReader reader) => _csv = CsvReader.Create(
        reader,
        new CsvReaderOptions { HasHeader = false, Separator = ',', TrackLineNumbers = true, OnMalformedRecord = record => _malformed = record },
        leaveOpen: true);

    private int Line => (int)_csv.LineNumber;

    /// <summary>Reads a whole table.</summary>
    /// <exception cref="FeatureTableException">The content is not a feature table.</exception>
    public static FeatureTable Read(TextReader reader)
    {
        using var table = new FeatureTableReader(reader);
        return table.Read();
    }

    public void Dispose() => _csv.Dispose();

    private FeatureTable Read()
    {
        var kind = NextRecord() is { } header ? KindOf(header) : throw new FeatureTableException(1, "The file is empty.");
        var rows = new List<FeatureRow>();
        var lines = new Dictionary<string, int>();
        while (NextRecord() is { } fields)
        {
            var row = RowOf(fields, kind);
            if (!lines.TryAdd(row.Track, Line))
                throw new FeatureTableException(Line, $"Track {row.Track} is already on line {lines[row.Track]}.");
            rows.Add(row);
        }
        return new FeatureTable(kind, rows);
    }

    private string[]? NextRecord()
    {
        if (!_csv.Read()) return null;
        return _malformed is { } malformed ? throw Malformed(malformed) : _csv.Current.ToArray();
    }

    private FeatureTableException Malformed(CsvMalformedRecord record) => record.Reason switch
    {
        CsvMalformedReason.UnterminatedQuote => new FeatureTableException(Line, "A quoted field is never closed."),
        CsvMalformedReason.TextAfterClosingQuote => new FeatureTableException(LineOf(record), "There is text after a closing quote."),
        _ => new FeatureTableException(LineOf(record), "There is a quote inside an unquoted field."),
    };

    /// <summary>The line of the error itself; the record may begin on an earlier one.</summary>
    private int LineOf(CsvMalformedRecord record)
    {
        var before = _csv.RawRecord[..(int)(record.ByteOffset - _csv.ByteOffset)];
        return Line + before.Count((byte)'\n') + before.Count((byte)'\r') - before.Count("\r\n"u8);
    }

    private static FeatureKind KindOf(string[] header)
    {
        if (header.Length < NameColumns || header[0] != "track" || header[1] != "genre")
            throw new FeatureTableException(1, "The header must begin with track,genre.");
        for (var i = NameColumns; i < header.Length; i++)
        {
            if (header[i] != $"f{i - NameColumns}") throw new FeatureTableException(1, $"Column {i + 1} must be named f{i - NameColumns}.");
        }
        foreach (var kind in Enum.GetValues<FeatureKind>())
        {
            if (header.Length - NameColumns == kind.Length()) return kind;
        }
        throw new FeatureTableException(1,
            $"There are {header.Length - NameColumns} features, expected {Classic.Length} (classic) or {LogCov.Length} (logcov).");
    }

    private FeatureRow RowOf(string[] fields, FeatureKind kind)
    {
        var expected = NameColumns + kind.Length();
        if (fields.Length != expected) throw new FeatureTableException(Line, $"There are {fields.Length} fields, expected {expected}.");
        if (fields[0].Length == 0) throw new FeatureTableException(Line, "The track has no name.");
        if (fields[1].Length == 0) throw new FeatureTableException(Line, "The genre is empty.");
        var values = new double[kind.Length()];
        for (var i = 0; i < values.Length; i++)
        {
            var text = fields[NameColumns + i];
            if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out values[i]) || !double.IsFinite(values[i]))
                throw new FeatureTableException(Line, $"f{i} is not a finite number: \"{text}\".");
        }
        return new FeatureRow(fields[0], fields[1], values);
    }
}
