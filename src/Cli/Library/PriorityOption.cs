using System.CommandLine;
using GenreQueue.Cli.Concurrency;
using GenreQueue.Cli.Options;

namespace GenreQueue.Cli.Library;

/// <summary><c>--priority low|normal</c></summary>
internal sealed class PriorityOption() : EnumOption<Priority>("--priority", "Let other programs go first, or compete with them.", Priority.Low)
{
    /// <summary>Sets the priority. Call it before other processes are started, which inherit it.</summary>
    public void Apply(ParseResult parsed)
    {
        if (In(parsed) == Priority.Low) ProcessPriority.Lower();
    }
}
