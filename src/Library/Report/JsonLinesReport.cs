using System.Text.Encodings.Web;
using System.Text.Json;
using GenreQueue.Library.Plans;

namespace GenreQueue.Library.Report;

/// <summary>Writes one entry per line, as JSON.</summary>
internal sealed class JsonLinesReport(string path) : IReport
{
    // Keeps file names readable; the output is not embedded in HTML, so nothing needs escaping for it.
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly OutputFile _file = new(path);

    public void Add(PlanEntry entry)
    {
        JsonSerializer.Serialize(_file.Stream, entry, Options);
        _file.Stream.WriteByte((byte)'\n');
    }

    public void Complete() => _file.Complete();

    public void Dispose() => _file.Dispose();
}
