using System.CommandLine;

namespace GenreQueue.Cli;

/// <summary>Options whose values are the members of an enum, written in lower case.</summary>
internal static class Choice
{
    /// <summary>An option that takes one member of <typeparamref name="T"/> and is <paramref name="byDefault"/> when not given.</summary>
    public static Option<T> Option<T>(string name, string description, T byDefault) where T : struct, Enum
    {
        var values = Enum.GetValues<T>().ToDictionary(Name);
        return new Option<T>(name)
        {
            Description = $"{description} [default: {Name(byDefault)}]",
            HelpName = string.Join('|', values.Keys),
            CustomParser = result =>
            {
                if (values.TryGetValue(result.Tokens[0].Value, out var value)) return value;
                result.AddError($"{name} takes {string.Join(", ", values.Keys.SkipLast(1))} or {values.Keys.Last()}, not '{result.Tokens[0].Value}'.");
                return byDefault;
            },
            DefaultValueFactory = _ => byDefault,
        };
    }

    private static string Name<T>(T value) where T : struct, Enum => value.ToString().ToLowerInvariant();
}
