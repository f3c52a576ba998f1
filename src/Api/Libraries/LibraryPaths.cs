using GenreQueue.Analysis.Decoding;
using GenreQueue.Api.Problems;
using GenreQueue.Hosting.Libraries;
using GenreQueue.Hosting.Logging;

namespace GenreQueue.Api.Libraries;

/// <summary>Checks which part of which library a client names.</summary>
public sealed class LibraryPaths(LibraryRoots libraries)
{
    /// <param name="name">Name of the library.</param>
    /// <param name="path">Path below its root; empty for all of it.</param>
    /// <returns>The name as it is configured, and the path without a closing <c>/</c>.</returns>
    /// <exception cref="ApiException">The library or the path does not exist, or the path leaves the library.</exception>
    public (string Library, string Path) Check(string name, string path)
    {
        if (!libraries.TryGet(name, out var library))
        {
            var available = libraries.Names.Count == 0 ? "This service has none; see the setting Libraries." : $"Available libraries: {string.Join(", ", libraries.Names)}.";
            throw new ApiException(404, ProblemCodes.LibraryNotFound, $"The library {ClientText.Quote(name)} does not exist. {available}");
        }
        var plain = path.TrimEnd('/');
        if (path.Length == 0 || plain == ".") return (library.Name, "");
        if (!RelativePath.IsValid(plain))
        {
            throw ApiException.InvalidOptions(new Dictionary<string, string[]>
            {
                ["path"] = [$"The path must be below the library, without .. and with single / between folders, and have at most {RelativePath.MaxLength} characters."],
            });
        }
        return Path.Exists(Resolve(library, plain))
            ? (library.Name, plain)
            : throw new ApiException(404, ProblemCodes.NotFound, $"The library {library.Name} has no {ClientText.Quote(plain)}.");
    }

    private static string Resolve(LibraryRoot library, string path)
    {
        try
        {
            return library.Resolve(path);
        }
        catch (AudioException exception)
        {
            throw ApiException.InvalidOptions(new Dictionary<string, string[]> { ["path"] = [exception.Message] });
        }
        catch (IOException)
        {
            throw new ApiException(503, ProblemCodes.Unavailable, $"The folder of the library {library.Name} is not available.") { RetryAfter = TimeSpan.FromSeconds(30) };
        }
    }
}
