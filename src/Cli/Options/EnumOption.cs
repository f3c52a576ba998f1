using System.CommandLine;
using GenreQueue.Contracts;

namespace GenreQueue.Cli.Options;

/// <summary>An option whose values are the members of an enum, written by their names in JSON.</summary>
internal class EnumOption<T> : Option<string> where T : struct, Enum
{
    private static readonly Dictionary<string, T> Members = Enum.GetValues<T>().ToDictionary(value => value.JsonName());

    public EnumOption(string name, string description, T? byDefault = null) : base(name)
    {
        Description = description;
        HelpName = string.Join('|', Members.Keys);
        if (byDefault is { } value) DefaultValueFactory = _ => value.JsonName();
        AcceptOnlyFromAmong([.. Members.Keys]);
    }

    /// <summary>The chosen value of an option that has a default.</summary>
    public T In(ParseResult parsed) => Members[parsed.GetRequiredValue(this)];

    /// <summary>The chosen value; null when the option was not given and has no default.</summary>
    public T? IfGiven(ParseResult parsed) => parsed.GetValue(this) is { } name ? Members[name] : null;
}
