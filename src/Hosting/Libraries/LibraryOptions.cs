using Microsoft.Extensions.Configuration;

namespace GenreQueue.Hosting.Libraries;

/// <summary>Section <c>Libraries</c>: folders of music by name, which API and workers read without any upload.</summary>
public sealed class LibraryOptions
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = "Libraries";

    private const int MaxName = 64;

    /// <summary>Absolute folders by the name of the library, in any case.</summary>
    public IReadOnlyDictionary<string, string> Roots { get; internal set; } = new Dictionary<string, string>();

    internal static IReadOnlyDictionary<string, string> Read(IConfiguration configuration) =>
        configuration.GetSection(Section).GetChildren()
            .Where(setting => !string.IsNullOrEmpty(setting.Value))   // An empty value counts as not set.
            .ToDictionary(setting => setting.Key, setting => setting.Value!, StringComparer.OrdinalIgnoreCase);

    /// <summary>One sentence for each library that cannot be used.</summary>
    internal static IEnumerable<string> ErrorsOf(LibraryOptions options)
    {
        foreach (var (name, root) in options.Roots)
        {
            if (!IsName(name)) yield return $"{Section}:{name} is not a valid name: use up to {MaxName} letters, digits, - and _.";
            else if (!Path.IsPathFullyQualified(root)) yield return $"{Section}:{name} must be an absolute path such as /mnt/music.";
            else if (!Directory.Exists(root)) yield return $"{Section}:{name} names the folder {root}, which does not exist or cannot be read. Mount it, or correct the setting.";
        }
    }

    private static bool IsName(string name) => name.Length <= MaxName && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');
}
