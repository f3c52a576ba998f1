namespace GenreQueue.Fixtures.Servers;

/// <summary>Finds installed programs.</summary>
public static class Programs
{
    /// <summary>Full path of a program in <paramref name="folders"/>, or else on the PATH; null when it is not installed.</summary>
    public static string? Find(string name, params IEnumerable<string> folders) =>
        folders
            .Concat((Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries))
            .Select(folder => Path.Combine(folder, name))
            .FirstOrDefault(File.Exists);
}
