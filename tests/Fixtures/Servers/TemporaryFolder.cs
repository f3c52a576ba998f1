namespace GenreQueue.Fixtures.Servers;

/// <summary>A folder of one's own below the system's temporary one; gone when disposed.</summary>
public sealed class TemporaryFolder : IDisposable
{
    /// <param name="purpose">Prefix of the folder's name.</param>
    public TemporaryFolder(string purpose) => Path = Directory.CreateTempSubdirectory($"genrequeue-{purpose}-").FullName;

    /// <summary>Absolute path.</summary>
    public string Path { get; }

    /// <summary>Absolute path of <paramref name="name"/> inside.</summary>
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
            // A server that was just killed may still be writing; the system clears its temporary folder.
        }
    }
}
