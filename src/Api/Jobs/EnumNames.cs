namespace GenreQueue.Api.Jobs;

/// <summary>The names of an enum as they stand in addresses: the lower-case ones that JSON has, no numbers.</summary>
internal static class EnumNames<T> where T : struct, Enum
{
    private static readonly Dictionary<string, T> Values = Enum.GetValues<T>().ToDictionary(v => v.ToString().ToLowerInvariant());

    /// <summary>All names, for a message.</summary>
    public static string All { get; } = string.Join(", ", Values.Keys);

    public static bool TryParse(string name, out T value) => Values.TryGetValue(name, out value);
}
