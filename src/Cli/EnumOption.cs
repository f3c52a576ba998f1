using System.CommandLine;
using System.Text.Json;
using GenreQueue.Cli.Evaluate;

namespace GenreQueue.Cli;

/// <summary>An option that takes one member of an enum, by the word that stands for it in JSON.</summary>
internal sealed class EnumOption<T> : Option<string> where T : struct, Enum
{
    private static readonly Dictionary<string, T> Members = Enum.GetValues<T>().ToDictionary(Word);

    public EnumOption(string name, string description, T? byDefault = null) : base(name)
    {
        Description = description;
        HelpName = string.Join('|', Members.Keys);
        if (byDefault is { } value) DefaultValueFactory = _ => Word(value);
        AcceptOnlyFromAmong([.. Members.Keys]);
    }

    public static string Word(T value) => JsonSerializer.SerializeToElement(value).GetString()!;

    /// <summary>The chosen member; there must be a default.</summary>
    public T In(ParseResult parsed) => Members[parsed.GetRequiredValue(this)];

    /// <summary>The chosen member; null when none was chosen.</summary>
    public T? IfGiven(ParseResult parsed) => parsed.GetValue(this) is { } word ? Members[word] : null;
}
