using System.Reflection;
using System.Text.Json.Serialization;

namespace GenreQueue.Contracts;

/// <summary>The names that the values of an enum have in JSON, for addresses, tables and messages.</summary>
public static class EnumNames
{
    /// <summary>The name of a value.</summary>
    public static string JsonName<T>(this T value) where T : struct, Enum => Cache<T>.Names[value];

    /// <summary>The value of a name; numbers are none.</summary>
    public static bool TryParse<T>(string name, out T value) where T : struct, Enum => Cache<T>.Values.TryGetValue(name, out value);

    /// <summary>All names of an enum, for a message.</summary>
    public static string All<T>() where T : struct, Enum => string.Join(", ", Cache<T>.Values.Keys);

    private static class Cache<T> where T : struct, Enum
    {
        public static readonly Dictionary<T, string> Names = Enum.GetValues<T>().ToDictionary(value => value, NameOf);
        public static readonly Dictionary<string, T> Values = Names.ToDictionary(pair => pair.Value, pair => pair.Key);

        private static string NameOf(T value) =>
            typeof(T).GetField(value.ToString())!.GetCustomAttribute<JsonStringEnumMemberNameAttribute>()?.Name
            ?? throw new InvalidOperationException($"{typeof(T).Name}.{value} has no name in JSON.");
    }
}
