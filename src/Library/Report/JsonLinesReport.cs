using GenreQueue.Library.Files;
using GenreQueue.Library.Plans;

namespace GenreQueue.Library.Report;

/// <summary>Writes one entry per line, as in a plan.</summary>
internal sealed class JsonLinesReport : IReport
{
    private readonly OutputFile _file;
    private readonly StreamWriter _lines;

    public JsonLinesReport(string path)
    {
        _file = new OutputFile(path);
        _lines = new StreamWriter(_file.Stream, leaveOpen: true) { NewLine = "\n" };
    }

    public void Add(PlanEntry entry) => _lines.WriteLine(PlanJson.Line(entry));

    public void Complete()
    {
        _lines.Flush();
        _file.Complete();
    }

    // What the writer still holds is not wanted.
    public void Dispose() => _file.Dispose();
}
