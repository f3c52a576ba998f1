using System.Text.Json;

namespace GenreQueue.Library.Plans;

/// <summary>Writes a plan file, which appears under its name when it is complete.</summary>
public sealed class PlanWriter : IDisposable
{
    private readonly string _path;
    private readonly string _partial;
    private readonly StreamWriter _output;

    /// <param name="path">The file; replaced if it exists.</param>
    /// <param name="header">Its first line.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be written.</exception>
    public PlanWriter(string path, PlanHeader header)
    {
        _path = path;
        _partial = path + ".part";
        _output = new StreamWriter(_partial) { NewLine = "\n" };
        _output.WriteLine(JsonSerializer.Serialize(header, PlanJson.Options));
    }

    /// <summary>Appends an entry.</summary>
    public void Add(PlanEntry entry) => _output.WriteLine(PlanJson.Line(entry));

    /// <summary>Puts the file in its place.</summary>
    public void Complete()
    {
        _output.Dispose();
        File.Move(_partial, _path, overwrite: true);
    }

    /// <summary>Closes the file, and deletes it unless it is complete.</summary>
    public void Dispose()
    {
        _output.Dispose();
        File.Delete(_partial);
    }
}
