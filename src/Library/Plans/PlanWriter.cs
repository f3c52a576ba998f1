using System.Text.Json;
using GenreQueue.Library.Files;

namespace GenreQueue.Library.Plans;

/// <summary>Writes a plan file, which appears under its name when it is complete.</summary>
public sealed class PlanWriter : IDisposable
{
    private readonly OutputFile _file;
    private readonly StreamWriter _lines;

    /// <param name="path">The file; replaced if it exists.</param>
    /// <param name="header">Its first line.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be written.</exception>
    public PlanWriter(string path, PlanHeader header)
    {
        _file = new OutputFile(path);
        _lines = new StreamWriter(_file.Stream, leaveOpen: true) { NewLine = "\n" };
        _lines.WriteLine(JsonSerializer.Serialize(header, PlanJson.Options));
    }

    /// <summary>Appends an entry.</summary>
    public void Add(PlanEntry entry) => _lines.WriteLine(PlanJson.Line(entry));

    /// <summary>Puts the file in its place.</summary>
    public void Complete()
    {
        _lines.Flush();
        _file.Complete();
    }

    /// <summary>Closes the file, and deletes it unless it is complete.</summary>
    public void Dispose() => _file.Dispose();
}
