using System.Text.Json;

namespace GenreQueue.Library.Plans;

/// <summary>Reads a plan file line by line.</summary>
public sealed class PlanReader : IDisposable
{
    private readonly StreamReader _input;
    private int _line;

    /// <summary>Opens a plan and reads its header.</summary>
    /// <exception cref="PlanException">The file is no plan, or of a version that this program does not know.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public PlanReader(string path)
    {
        _input = new StreamReader(path);
        try
        {
            Header = Next<PlanHeader>() ?? throw Fault("the file is empty");
            if (Header.Format != PlanHeader.FormatName) throw Fault($"the file is no plan of 'genrequeue tag --plan', because its format is '{Header.Format}'");
            if (Header.Version != PlanHeader.CurrentVersion) throw Fault($"the plan has version {Header.Version}, and this program reads version {PlanHeader.CurrentVersion}; make the plan again");
            if (!Path.IsPathFullyQualified(Header.Root)) throw Fault("the root is no absolute path");
        }
        catch
        {
            _input.Dispose();
            throw;
        }
    }

    /// <summary>The first line.</summary>
    public PlanHeader Header { get; }

    /// <summary>Yields the entries in the order of the file.</summary>
    /// <exception cref="PlanException">A line is no entry; the message names it.</exception>
    public IEnumerable<PlanEntry> Entries()
    {
        while (Next<PlanEntry>() is { } entry)
        {
            if (!IsBelowRoot(entry.Path)) throw Fault($"'{entry.Path}' does not lead to a file below the root");
            if (entry is { Action: PlanAction.Write, Stamp: null } or { Action: PlanAction.Write, Proposed.Count: 0 }) throw Fault("an entry to write needs a stamp and a genre");
            if (entry.Existing.Concat(entry.Proposed).Any(genre => genre is null)) throw Fault("a genre is null");
            if (entry.Proposed.Distinct(StringComparer.OrdinalIgnoreCase).Count() < entry.Proposed.Count) throw Fault("a genre is proposed twice");
            yield return entry;
        }
    }

    /// <summary>Closes the file.</summary>
    public void Dispose() => _input.Dispose();

    private T? Next<T>() where T : class
    {
        _line++;
        if (_input.ReadLine() is not { } text) return null;
        try
        {
            return JsonSerializer.Deserialize<T>(text, PlanJson.Options) ?? throw Fault("there is no JSON object");
        }
        catch (JsonException exception)
        {
            throw Fault($"the line is no {(typeof(T) == typeof(PlanHeader) ? "header" : "entry")} of a plan{(exception.Path is ['$', '.', .. var member] ? $"; see '{member}'" : "")}");
        }
    }

    private static bool IsBelowRoot(string path) =>
        path.Length > 0 && !path.Contains('\0') && !Path.IsPathRooted(path) && path.Split('/').All(part => part is not ("" or "." or ".."));

    private PlanException Fault(string problem) => new($"line {_line}: {problem}.");
}

/// <summary>A plan file cannot be used. The message names the line.</summary>
/// <param name="message">The reason as a sentence.</param>
public sealed class PlanException(string message) : Exception(message);
