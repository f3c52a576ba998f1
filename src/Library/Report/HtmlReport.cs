using System.Text;
using GenreQueue.Library.Files;
using GenreQueue.Library.Plans;

namespace GenreQueue.Library.Report;

/// <summary>Writes one self-contained page without scripts or external resources. Its size is bounded; the counts include every entry.</summary>
internal sealed class HtmlReport(string path, ReportHeader header) : IReport
{
    private readonly OutputFile _file = new(path);
    private readonly Summary _summary = new();

    public void Add(PlanEntry entry) => _summary.Add(entry);

    public void Complete()
    {
        using (var writer = new StreamWriter(_file.Stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true) { NewLine = "\n" })
        {
            new HtmlPage(writer, header, _summary).Write();
        }
        _file.Complete();
    }

    public void Dispose() => _file.Dispose();
}
