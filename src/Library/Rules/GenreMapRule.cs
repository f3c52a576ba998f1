namespace GenreQueue.Library.Rules;

/// <summary>One line of a <see cref="GenreMapFile"/>.</summary>
/// <param name="Line">Number of the line, from 1.</param>
/// <param name="Kind"><c>rename</c>, <c>parent</c>, <c>drop</c> or <c>only</c>.</param>
/// <param name="From">The genre that the rule is about.</param>
/// <param name="To">The new name or the parent; null for the other kinds.</param>
internal sealed record GenreMapRule(int Line, string Kind, string From, string? To)
{
    private const string Arrow = "->";

    /// <summary>Parses a line without surrounding spaces; null for an empty line or a comment.</summary>
    public static GenreMapRule? Parse(string text, int line)
    {
        if (text.Length == 0 || text[0] == '#') return null;
        var colon = text.IndexOf(':');
        var kind = colon < 0 ? "" : text[..colon].TrimEnd();
        var names = text[(colon + 1)..].Split(Arrow, StringSplitOptions.TrimEntries);
        var rule = new GenreMapRule(line, kind, names[0], names.Length > 1 ? names[1] : null);
        return kind switch
        {
            "rename" or "parent" => names.Length == 2 ? rule.Checked() : throw rule.Fault($"'{kind}' takes the form '{kind}: genre {Arrow} genre'"),
            "drop" or "only" => names.Length == 1 ? rule.Checked() : throw rule.Fault($"'{kind}' takes the form '{kind}: genre'"),
            _ => throw rule.Fault("a rule begins with 'rename:', 'parent:', 'drop:' or 'only:'"),
        };
    }

    /// <summary>The exception that reports a problem of this line.</summary>
    /// <param name="problem">The problem, without a full stop.</param>
    public GenreMapException Fault(string problem) => new($"line {Line}: {problem}.");

    private GenreMapRule Checked()
    {
        foreach (var name in (string[])[From, To ?? From])
        {
            if (GenreNames.Fault(name) is { } fault) throw new GenreMapException($"line {Line}: {fault}");
        }
        return this;
    }
}
