using CsvHelper;
using GenreQueue.Analysis.FrontEnds.Mfcc;

namespace GenreQueue.Training.Datasets;

/// <summary>Writes a <see cref="FeatureTable"/> as CSV. Every number is read back as the same double.</summary>
/// <param name="writer">Receives the table; disposed with this object.</param>
internal sealed class FeatureTableWriter(TextWriter writer) : IDisposable
{
    private readonly CsvWriter _csv = CsvWriter.Create(writer, new CsvWriterOptions { NewLine = "\n" }, leaveOpen: false);

    public void WriteHeader(FeatureKind kind) =>
        _csv.WriteRecord(["track", "genre", .. Enumerable.Range(0, kind.Length()).Select(i => $"f{i}")]);

    public void WriteRow(FeatureRow row)
    {
        _csv.WriteField(row.Track);
        _csv.WriteField(row.Genre);
        foreach (var value in row.Values) _csv.WriteField(value);
        _csv.EndRecord();
    }

    /// <summary>Passes everything written so far to the operating system.</summary>
    public void Flush() => _csv.Flush();

    public void Dispose() => _csv.Dispose();
}
