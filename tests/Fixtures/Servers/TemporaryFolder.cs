namespace GenreQueue.Fixtures.Servers;

/// <summary>A new folder below the system's temporary folder, deleted when disposed.</summary>
public sealed class TemporaryFolder : IDisposable
{
    /// <param name="purpose">Part of the folder's name.</param>
    public TemporaryFolder(string purpose) => Path = Directory.CreateTempSubdirectory($"genrequeue-{purpose}-").FullName;

    /// <summary>Absolute path.</summary>
    public string Path { get; }

    /// <summary>Absolute path of a file in it.</summary>
    public string File(string name) => System.IO.Path.Combine(Path, name);

    /// <inheritdoc/>
    public void Dispose()
    {
        try
        {
            Directory.Delete(Path, recursive: true);
        }
        catch (IOException)
        {
            // A server that was just killed may still be writing. The operating system cleans its temporary folder.
        }
    }
}
