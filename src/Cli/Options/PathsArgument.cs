using System.CommandLine;

namespace GenreQueue.Cli.Options;

/// <summary>Files and folders; <c>-</c> stands for more of them on standard input.</summary>
internal sealed class PathsArgument : Argument<string[]>
{
    public PathsArgument() : base("path")
    {
        Description = "Audio files, and folders to search for them; - reads more paths from standard input, one per line.";
        Arity = ArgumentArity.OneOrMore;
        Validators.Add(result =>
        {
            // The parser treats an unknown option as a path, so a typo in an option would be reported as a missing file.
            foreach (var token in result.Tokens.Where(t => t.Value.Length > 1 && t.Value[0] == '-' && !Path.Exists(t.Value)))
            {
                result.AddError($"{token.Value} is neither an option nor an existing file.");
            }
        });
    }
}
