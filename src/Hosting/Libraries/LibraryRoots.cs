using System.Diagnostics.CodeAnalysis;
using GenreQueue.Analysis.Decoding;
using GenreQueue.Contracts;
using Microsoft.Extensions.Options;

namespace GenreQueue.Hosting.Libraries;

/// <summary>The libraries of this process. Their files are only read.</summary>
public sealed class LibraryRoots(IOptions<LibraryOptions> options)
{
    private readonly IReadOnlyDictionary<string, string> _roots = options.Value.Roots;

    /// <summary>Names of the libraries in ordinal order.</summary>
    public IReadOnlyList<string> Names { get; } = [.. options.Value.Roots.Keys.Order(StringComparer.Ordinal)];

    /// <summary>Finds a library.</summary>
    /// <param name="name">Its name in any case.</param>
    /// <param name="library">The library, with its name as it is configured.</param>
    public bool TryGet(string name, [NotNullWhen(true)] out LibraryRoot? library)
    {
        library = Names.FirstOrDefault(known => known.Equals(name, StringComparison.OrdinalIgnoreCase)) is { } found
            ? new LibraryRoot(found, _roots[found])
            : null;
        return library is not null;
    }
}

/// <summary>A library of this process.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Folder">Its root, absolute; may be a link itself.</param>
public sealed record LibraryRoot(string Name, string Folder)
{
    private static readonly long Epoch = DateTime.UnixEpoch.Ticks;

    /// <summary>The real path of a file or folder, without links, which lies below the root.</summary>
    /// <param name="path">A path for which <see cref="RelativePath.IsValid"/> is true.</param>
    /// <exception cref="AudioException">A link leads out of the library, or links form a circle.</exception>
    /// <exception cref="IOException">The root does not exist at the moment, or a folder cannot be read.</exception>
    public string Resolve(string path)
    {
        if (!RelativePath.IsValid(path)) throw new AudioException(ErrorCodes.NotFound, "The path is not one below a library.");
        if (!Directory.Exists(Folder)) throw new DirectoryNotFoundException($"The folder of the library {Name} is not available.");
        var root = RealPath.Of(Folder) ?? throw new IOException($"The links to the folder of the library {Name} form a circle.");
        var real = RealPath.Of(Path.Combine(root, path)) ?? throw new AudioException(ErrorCodes.NotFound, "The links in the path form a circle.");
        return real.StartsWith(root.TrimEnd(Path.DirectorySeparatorChar) + Path.DirectorySeparatorChar, StringComparison.Ordinal)
            ? real
            : throw new AudioException(ErrorCodes.OutsideLibrary, "A link in the path leads out of the library.");
    }

    /// <summary>The state of a file, for a job or to compare with the one in a job.</summary>
    /// <param name="path">Path below the root.</param>
    /// <param name="realPath">What <see cref="Resolve"/> returned for it.</param>
    /// <returns>Null if there is no such file.</returns>
    public LibraryFile? Find(string path, string realPath) =>
        new FileInfo(realPath) is { Exists: true } file ? new LibraryFile(Name, path, file.Length, file.LastWriteTimeUtc.Ticks - Epoch) : null;
}
