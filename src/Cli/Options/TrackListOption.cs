using System.CommandLine;

namespace GenreQueue.Cli.Options;

/// <summary>An option that accepts files with one track name per line.</summary>
internal sealed class TrackListOption : Option<string[]>
{
    public TrackListOption(string name, string description, params string[] aliases) : base(name, aliases)
    {
        Description = description;
        HelpName = "file";
        AllowMultipleArgumentsPerToken = true;
    }

    /// <summary>The files; empty when the option was not given.</summary>
    public string[] In(ParseResult parsed) => parsed.GetValue(this) ?? [];
}
