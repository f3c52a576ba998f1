using System.CommandLine;
using GenreQueue.Cli.Classify;
using GenreQueue.Cli.Options;
using GenreQueue.Cli.Termination;

namespace GenreQueue.Cli.Library;

/// <summary>The options that decide which files a run looks at.</summary>
internal sealed class WalkOptions
{
    private readonly PathsArgument _paths = new();
    private readonly LinksOption _links = new();
    private readonly Option<bool> _nullSeparated = new("--null", "-0") { Description = "Paths on standard input are separated by NUL, as written by 'find -print0'." };

    /// <summary>The files and folders.</summary>
    public Argument Paths => _paths;

    /// <summary>The options.</summary>
    public IReadOnlyList<Option> All => [_links, _nullSeparated];

    /// <summary>Reads what was given; standard input to its end.</summary>
    /// <exception cref="UsageException">There is no path.</exception>
    public LibraryWalk In(ParseResult parsed)
    {
        var paths = PathInput.Paths(parsed.GetRequiredValue(_paths), Console.In, parsed.GetValue(_nullSeparated)).ToList();
        if (paths.Count == 0) throw new UsageException("Standard input names no file.");
        if (paths.Exists(path => path.Contains('\0'))) throw new UsageException("A path on standard input contains NUL. If NUL separates the paths, add --null.");
        return new LibraryWalk(paths, _links.In(parsed));
    }
}
