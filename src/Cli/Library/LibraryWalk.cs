using GenreQueue.Library.Files;

namespace GenreQueue.Cli.Library;

/// <summary>A file that a run looks at.</summary>
/// <param name="Path">Absolute path.</param>
/// <param name="RelativePath">Path below the root of the run, with <c>/</c> between folders.</param>
internal sealed record FoundFile(string Path, string RelativePath);

/// <summary>Finds the files of a run. Each is found once, however often the paths name it.</summary>
internal sealed class LibraryWalk
{
    private readonly LinkPolicy _links;

    /// <param name="paths">Files and folders, at least one.</param>
    /// <param name="links">What happens to links below the folders.</param>
    public LibraryWalk(IEnumerable<string> paths, LinkPolicy links)
    {
        var all = paths.Select(path => Path.TrimEndingDirectorySeparator(Path.GetFullPath(path))).Distinct().ToList();
        var folders = all.Where(Directory.Exists).ToHashSet();
        Paths = [.. all.Where(path => !Above(path).Any(folders.Contains))];
        _links = links;
        Root = CommonFolder(Paths.Select(path => folders.Contains(path) ? path : Path.GetDirectoryName(path)!));
    }

    /// <summary>The deepest folder that contains all files of the run; absolute.</summary>
    public string Root { get; }

    /// <summary>The files and folders, absolute; none lies below another.</summary>
    public IReadOnlyList<string> Paths { get; }

    /// <summary>The files, those of a folder together.</summary>
    public IEnumerable<FoundFile> Files() => Paths.SelectMany(path => AudioFiles.FindByFolder(path, _links)).Select(Found);

    /// <summary>The file with its path below the root.</summary>
    public FoundFile Found(string path) => new(path, Path.GetRelativePath(Root, path).Replace(Path.DirectorySeparatorChar, '/'));

    /// <summary>Whether a path is a link to a file that the walk finds under its own name.</summary>
    public bool LeadsInside(string path)
    {
        if (new FileInfo(path).LinkTarget is null || Paths.Contains(path)) return false;
        var real = RealPath.Of(path);
        return Paths.Any(root => Above(real).Prepend(real).Contains(RealPath.Of(root)));
    }

    private static string CommonFolder(IEnumerable<string> folders) =>
        folders.Aggregate((common, folder) => Above(folder).Prepend(folder).First(above => Above(common).Prepend(common).Contains(above)));

    private static IEnumerable<string> Above(string path)
    {
        for (var folder = Path.GetDirectoryName(path); folder is not null; folder = Path.GetDirectoryName(folder)) yield return folder;
    }
}
