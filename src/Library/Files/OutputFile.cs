namespace GenreQueue.Library.Files;

/// <summary>Writes a file under a temporary name beside it. The file itself appears, or is replaced, whole or not at all.</summary>
internal sealed class OutputFile : IDisposable
{
    private readonly string _path;
    private readonly string _temporary;
    private readonly FileStream _stream;
    private bool _completed;

    /// <exception cref="IOException">The folder does not exist, the path leads to something that is no file, or the same file is being written already.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder does not permit it.</exception>
    public OutputFile(string path)
    {
        _path = Path.Exists(path) ? RealPath.Of(path) : Path.GetFullPath(path);
        // A device or a pipe would be replaced by a file, and a folder cannot be replaced.
        if (Path.Exists(_path) && !FileFacts.Of(_path).IsFile) throw new IOException($"{path} exists and is no file. Choose another name.");
        _temporary = TemporaryOf(_path);
        // One fixed name, so that the next run replaces what a killed run left behind.
        _stream = new FileStream(_temporary, FileMode.Create, FileAccess.Write, FileShare.None);
    }

    /// <summary>Where the content goes.</summary>
    public Stream Stream => _stream;

    /// <summary>Gives the file its name. The content must have been flushed to <see cref="Stream"/>.</summary>
    public void Complete()
    {
        _stream.Flush(flushToDisk: true);
        _stream.Dispose();
        File.Move(_temporary, _path, overwrite: true);
        _completed = true;
    }

    /// <summary>Without <see cref="Complete"/>, removes what was written.</summary>
    public void Dispose()
    {
        if (_completed) return;
        try
        {
            _stream.Dispose();
        }
        catch (IOException)
        {
            // What a full disk does not take is not wanted.
        }
        File.Delete(_temporary);
    }

    private static string TemporaryOf(string path) => Path.Combine(Path.GetDirectoryName(path)!, $".{Path.GetFileName(path)}.partial");
}
