using System.CommandLine;
using System.Globalization;
using GenreQueue.Cli.Options;
using GenreQueue.Cli.Termination;
using GenreQueue.Library.Rules;

namespace GenreQueue.Cli.Library;

/// <summary>The options that decide which genres a file gets.</summary>
internal sealed class RuleOptions
{
    private readonly EnumOption<GenreMode> _mode = new("--mode", "Only files without a genre, replace the genres, or append to them.", GenreMode.Fill);
    private readonly Option<double> _minConfidence = new("--min-confidence")
    {
        Description = "Probability, 0 to 1, below which a file is left alone and listed for review.",
        HelpName = "p",
        DefaultValueFactory = _ => 0.5,
        CustomParser = Probability,
    };
    private readonly Option<int?> _maxGenres = new("--max-genres") { Description = "Most genres that a file gets, with those that it keeps.", HelpName = "n", CustomParser = Count };
    private readonly Option<string?> _map = new("--map") { Description = "File that renames, drops or generalises the genres of the model.", HelpName = "file" };
    private readonly Option<string[]> _keep = new("--keep")
    {
        Description = "Genres that stay in the files that have them, separated by commas.",
        HelpName = "genre",
        CustomParser = result => [.. result.Tokens.SelectMany(token => token.Value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))],
    };

    /// <summary>The options.</summary>
    public IReadOnlyList<Option> All => [_mode, _minConfidence, _maxGenres, _map, _keep];

    /// <summary>The options that decide what an audit compares with the tags.</summary>
    public IReadOnlyList<Option> ForAudit => [_minConfidence, _map];

    /// <summary>Reads the rules of an audit.</summary>
    /// <inheritdoc cref="In"/>
    public GenreRules AuditIn(ParseResult parsed, IReadOnlyList<string> genres) =>
        new() { Mode = GenreMode.Replace, MinConfidence = parsed.GetValue(_minConfidence), Map = MapIn(parsed, genres) };

    /// <summary>Reads the rules.</summary>
    /// <param name="parsed">The options.</param>
    /// <param name="genres">The genres of the model.</param>
    /// <exception cref="UsageException">The map is wrong; the message names the line.</exception>
    public GenreRules In(ParseResult parsed, IReadOnlyList<string> genres) => new()
    {
        Mode = _mode.In(parsed),
        MinConfidence = parsed.GetValue(_minConfidence),
        MaxGenres = parsed.GetValue(_maxGenres),
        Map = MapIn(parsed, genres),
        Keep = (parsed.GetValue(_keep) ?? []).ToHashSet(GenreNames.Comparer),
    };

    /// <summary>What was given, by the names of the options, for journals and plans.</summary>
    public IReadOnlyDictionary<string, string> Describe(ParseResult parsed)
    {
        var described = new Dictionary<string, string>
        {
            ["mode"] = parsed.GetRequiredValue(_mode),
            ["min-confidence"] = parsed.GetValue(_minConfidence).ToString(CultureInfo.InvariantCulture),
        };
        if (parsed.GetValue(_maxGenres) is { } most) described["max-genres"] = most.ToString(CultureInfo.InvariantCulture);
        if (parsed.GetValue(_map) is { } map) described["map"] = Path.GetFullPath(map);
        if (parsed.GetValue(_keep) is { Length: > 0 } keep) described["keep"] = string.Join(',', keep);
        return described;
    }

    private GenreMap MapIn(ParseResult parsed, IReadOnlyList<string> genres)
    {
        try
        {
            return parsed.GetValue(_map) is { } map ? GenreMapFile.Read(map, genres) : GenreMap.Empty;
        }
        catch (Exception exception) when (exception is GenreMapException or IOException or UnauthorizedAccessException)
        {
            throw new UsageException(exception.Message);
        }
    }

    private static double Probability(System.CommandLine.Parsing.ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var p) && p is >= 0 and <= 1) return p;
        result.AddError($"--min-confidence takes a number from 0 to 1, such as 0.5, not '{text}'.");
        return 0;
    }

    private static int? Count(System.CommandLine.Parsing.ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var n) && n is >= 1 and <= 100) return n;
        result.AddError($"--max-genres takes a number from 1 to 100, not '{text}'.");
        return null;
    }
}
