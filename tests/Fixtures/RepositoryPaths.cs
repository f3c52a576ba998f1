namespace GenreQueue.Fixtures;

/// <summary>Paths of the repository and of the shared reference data.</summary>
public static class RepositoryPaths
{
    /// <summary>Folder that contains <c>GenreQueue.sln</c>.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>Folder of the shipped models.</summary>
    public static string Models => Path.Combine(Root, "models");

    /// <summary>Folder of reference data beside the repository; null when it does not exist.</summary>
    public static string? SharedData { get; } = Existing(Path.Combine(Root, "..", "shared", "data"));

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "GenreQueue.sln"))) return folder.FullName;
        }
        throw new DirectoryNotFoundException($"No GenreQueue.sln above {AppContext.BaseDirectory}.");
    }

    private static string? Existing(string path) => Directory.Exists(path) ? Path.GetFullPath(path) : null;
}
