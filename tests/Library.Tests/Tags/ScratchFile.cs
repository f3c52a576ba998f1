using GenreQueue.Library.Genres;
using GenreQueue.Library.Tags;

namespace GenreQueue.Library.Tests.Tags;

/// <summary>A temporary file whose genre is read and written.</summary>
internal sealed class ScratchFile : IDisposable
{
    private readonly FileStream _file;

    public ScratchFile(byte[] content)
    {
        _file = new FileStream(System.IO.Path.GetTempFileName(), FileMode.Create, FileAccess.ReadWrite, FileShare.ReadWrite, 4096, FileOptions.DeleteOnClose);
        _file.Write(content);
        _file.Flush();
    }

    public string Path => _file.Name;

    public byte[] Content
    {
        get
        {
            var content = new byte[_file.Length];
            _file.Position = 0;
            _file.ReadExactly(content);
            return content;
        }
    }

    public TagReading Read() => GenreTags.Read(_file);

    public string AudioHash() => GenreQueue.Library.Tags.AudioHash.Of(_file, Read());

    public void Write(params string[] genres) => Write(new GenreWrite(genres, null));

    public void Write(GenreWrite write)
    {
        GenreTags.Write(_file, write);
        _file.Flush();
    }

    public void Restore(GenreSnapshot snapshot)
    {
        GenreTags.Restore(_file, snapshot);
        _file.Flush();
    }

    public void Dispose() => _file.Dispose();
}
