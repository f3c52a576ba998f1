using System.CommandLine;

namespace GenreQueue.Cli.Options;

/// <summary><c>--genres a,b,c</c></summary>
internal sealed class GenresOption : Option<string[]>
{
    public GenresOption() : base("--genres")
    {
        Description = "Genres to keep, separated by commas [default: all].";
        HelpName = "a,b,c";
        CustomParser = result => [.. result.Tokens.SelectMany(token => token.Value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))];
    }

    /// <summary>The genres to keep; all of them when empty.</summary>
    public string[] In(ParseResult parsed) => parsed.GetValue(this) ?? [];
}
