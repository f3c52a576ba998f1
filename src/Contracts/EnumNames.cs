using System.Reflection;
using System.Text.Json.Serialization;

namespace GenreQueue.Contracts;

/// <summary>The JSON names of enum values, for use in query strings, tables and error messages.</summary>
public static class EnumNames
{
    /// <summary>The JSON name of a value.</summary>
    public static string JsonName<T>(this T value) where T : struct, Enum => Cache<T>.Names[value];

    /// <summary>Parses a JSON name. Numbers are not accepted.</summary>
    public static bool TryParse<T>(string name, out T value) where T : struct, Enum => Cache<T>.Values.TryGetValue(name, out value);

    /// <summary>All JSON names of an enum, separated by commas, for an error message.</summary>
    public static string All<T>() where T : struct, Enum => string.Join(", ", Cache<T>.Values.Keys);

    private static class Cache<T> where T : struct, Enum
    {
        public static readonly Dictionary<T, string> Names = Enum.GetValues<T>().ToDictionary(value => value, NameOf);
        public static readonly Dictionary<string, T> Values = Names.ToDictionary(pair => pair.Value, pair => pair.Key);

        private static string NameOf(T value) =>
            typeof(T).GetField(value.ToString())!.GetCustomAttribute<JsonStringEnumMemberNameAttribute>()?.Name
            ?? throw new InvalidOperationException($"{typeof(T).Name}.{value} has no JSON name.");
    }
}
