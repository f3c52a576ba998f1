namespace GenreQueue.Library.Rules;

/// <summary>Reads the text of a <see cref="GenreMap"/>.</summary>
/// <remarks>
/// One rule a line; empty lines and lines that begin with <c>#</c> are ignored:
/// <code>
/// rename: hiphop -> Hip-Hop      write another name for a genre of the model
/// drop: disco                    never write this genre of the model
/// parent: metal -> rock          write the more general genre too, after the others
/// only: Hip-Hop                  write nothing but the genres of such lines
/// </code>
/// Names in <c>parent</c> and <c>only</c> are those after renaming. Names are compared without case.
/// </remarks>
public static class GenreMapFile
{
    /// <summary>Reads a file.</summary>
    /// <param name="path">A text file in UTF-8.</param>
    /// <param name="labels">The genres of the model; the map may start from no others.</param>
    /// <exception cref="GenreMapException">A line is wrong; the message names the file and the line.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static GenreMap Read(string path, IReadOnlyCollection<string> labels)
    {
        try
        {
            return Parse(File.ReadLines(path), labels);
        }
        catch (GenreMapException exception)
        {
            throw new GenreMapException($"{path}, {exception.Message}");
        }
    }

    /// <summary>Parses the lines of a file.</summary>
    /// <exception cref="GenreMapException">A line is wrong; the message names it.</exception>
    public static GenreMap Parse(IEnumerable<string> lines, IReadOnlyCollection<string> labels)
    {
        var map = new GenreMap();
        var rules = lines.Select((text, index) => GenreMapRule.Parse(text.Trim(), index + 1)).OfType<GenreMapRule>().ToList();
        foreach (var rule in rules) Add(map, rule);
        Check(map, rules, labels);
        return map;
    }

    private static void Add(GenreMap map, GenreMapRule rule)
    {
        var added = rule.Kind switch
        {
            "rename" => map.Renamed.TryAdd(rule.From, rule.To!),
            "parent" => map.ParentOf.TryAdd(rule.From, rule.To!),
            "drop" => map.Dropped.Add(rule.From),
            _ => map.Only.Add(rule.From),
        };
        if (!added) throw rule.Fault($"there is a {rule.Kind} rule for '{rule.From}' already");
    }

    private static void Check(GenreMap map, List<GenreMapRule> rules, IReadOnlyCollection<string> labels)
    {
        var model = new HashSet<string>(labels, GenreNames.Comparer);
        var named = new HashSet<string>(labels.Where(label => !map.Dropped.Contains(label)).Select(label => map.Renamed.GetValueOrDefault(label, label)), GenreNames.Comparer);
        foreach (var rule in rules.Where(rule => rule.Kind is "rename" or "drop" && !model.Contains(rule.From)))
        {
            throw rule.Fault($"the model has no genre '{rule.From}'; it has {string.Join(", ", labels)}");
        }
        foreach (var rule in rules.Where(rule => rule.Kind == "rename" && map.Dropped.Contains(rule.From)))
        {
            throw rule.Fault($"'{rule.From}' is dropped as well");
        }
        foreach (var rule in rules.Where(rule => rule.Kind == "parent" && IsInCycle(map, rule.From)))
        {
            throw rule.Fault($"'{rule.From}' becomes a parent of itself");
        }
        var written = new HashSet<string>(named.Concat(named.SelectMany(map.ParentsOf)), GenreNames.Comparer);
        foreach (var rule in rules.Where(rule => rule.Kind is "parent" or "only" && !written.Contains(rule.From)))
        {
            throw rule.Fault($"no genre of the model leads to '{rule.From}'; they lead to {string.Join(", ", written.Order(GenreNames.Comparer))}");
        }
    }

    private static bool IsInCycle(GenreMap map, string genre)
    {
        var seen = new HashSet<string>(GenreNames.Comparer);
        var next = genre;
        while (seen.Add(next) && map.ParentOf.TryGetValue(next, out var parent)) next = parent;
        return GenreNames.Comparer.Equals(next, genre) && map.ParentOf.ContainsKey(genre);
    }
}

/// <summary>A map of genres is wrong. The message names the line and what to correct.</summary>
/// <param name="message">The reason as a sentence.</param>
public sealed class GenreMapException(string message) : Exception(message);
