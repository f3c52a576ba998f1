using System.CommandLine;

namespace GenreQueue.Cli;

/// <summary>An option that takes one member of an enum, written in lower case.</summary>
internal sealed class Choice<T> : Option<string> where T : struct, Enum
{
    public Choice(string name, string description, T byDefault) : base(name)
    {
        var values = Enum.GetValues<T>().Select(Word).ToArray();
        Description = description;
        HelpName = string.Join('|', values);
        DefaultValueFactory = _ => Word(byDefault);
        AcceptOnlyFromAmong(values);
    }

    public T In(ParseResult parsed) => Enum.Parse<T>(parsed.GetRequiredValue(this), ignoreCase: true);

    private static string Word(T value) => value.ToString().ToLowerInvariant();
}
