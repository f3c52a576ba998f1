using System.Reflection;
using Microsoft.Extensions.Configuration;

namespace GenreQueue.Hosting.Configuration;

/// <summary>The values of a section: those that convert to the properties of <typeparamref name="T"/>, and an error for each of the others.</summary>
/// <remarks>
/// <c>BindConfiguration</c> throws at the first value that does not convert, which hides all other errors, and it rejects an
/// empty value. So each value is tried on its own first.
/// </remarks>
internal sealed class SectionValues<T>
    where T : class, new()
{
    private const BindingFlags PublicProperties = BindingFlags.Public | BindingFlags.Instance | BindingFlags.IgnoreCase;
    private readonly Dictionary<string, string?> _valid = [];
    private readonly List<string> _errors = [];

    public SectionValues(IConfigurationSection section)
    {
        foreach (var (key, value) in section.AsEnumerable(makePathsRelative: true))
        {
            // An empty value counts as not set: Compose files pass on variables that are undefined.
            if (string.IsNullOrEmpty(value) || FindProperty(key) is not { } property) continue;
            if (IsName(property.Type, value) && Converts(key, value)) _valid[key] = value;
            else _errors.Add($"{section.Path}:{property.Path} must be {Describe(property.Type)}.");
        }
    }

    /// <summary>The values to bind.</summary>
    public IConfiguration Valid => Build(_valid);

    /// <summary>One sentence for each value of the wrong type.</summary>
    public IReadOnlyList<string> Errors => _errors;

    private static (string Path, Type Type)? FindProperty(string key)
    {
        var type = typeof(T);
        var path = new List<string>();
        foreach (var name in key.Split(ConfigurationPath.KeyDelimiter))
        {
            if (type.GetProperty(name, PublicProperties) is not { SetMethod.IsPublic: true } property) return null;
            path.Add(property.Name);
            type = property.PropertyType;
        }
        return (ConfigurationPath.Combine(path), type);
    }

    // The binder accepts any number as a value of an enum, also one that the enum does not have.
    private static bool IsName(Type type, string value) =>
        Plain(type) is not { IsEnum: true } plain || Enum.GetNames(plain).Contains(value, StringComparer.OrdinalIgnoreCase);

    private static bool Converts(string key, string value)
    {
        try
        {
            Build(new Dictionary<string, string?> { [key] = value }).Bind(new T());
            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    private static IConfigurationRoot Build(IDictionary<string, string?> values) => new ConfigurationBuilder().AddInMemoryCollection(values).Build();

    private static string Describe(Type type)
    {
        var plain = Plain(type);
        if (plain == typeof(bool)) return "true or false";
        return plain.IsEnum ? $"one of {string.Join(", ", Enum.GetNames(plain))}" : "a whole number";
    }

    private static Type Plain(Type type) => Nullable.GetUnderlyingType(type) ?? type;
}
