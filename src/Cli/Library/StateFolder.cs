using GenreQueue.Library.State;

namespace GenreQueue.Cli.Library;

/// <summary>The folder in which the command remembers what it knows about files and what its runs wrote.</summary>
internal static class StateFolder
{
    /// <summary>Environment variable that names the folder.</summary>
    public const string Variable = "GENREQUEUE_STATE";

    private const string Name = "genrequeue", DatabaseName = "library.db";

    /// <summary>The folder: <see cref="Variable"/>, else the system's place for the state of programs.</summary>
    public static string Path
    {
        get
        {
            if (Setting(Variable) is { } folder) return System.IO.Path.GetFullPath(folder);
            var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
            return System.IO.Path.Combine(
                OperatingSystem.IsMacOS() ? System.IO.Path.Combine(home, "Library", "Application Support")
                : OperatingSystem.IsWindows() ? Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData)
                : Setting("XDG_STATE_HOME") ?? System.IO.Path.Combine(home, ".local", "state"),
                Name);
        }
    }

    /// <summary>Opens what is known about files.</summary>
    /// <exception cref="InvalidDataException">The file is damaged or from a newer version of the program.</exception>
    /// <exception cref="IOException">The file cannot be opened.</exception>
    public static LibraryState OpenState() => LibraryState.Open(System.IO.Path.Combine(Path, DatabaseName));

    private static string? Setting(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}
