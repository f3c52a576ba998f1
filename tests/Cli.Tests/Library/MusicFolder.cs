using GenreQueue.Fixtures.Audio;
using GenreQueue.Library.Files;
using GenreQueue.Library.Genres;
using GenreQueue.Library.Tags;

namespace GenreQueue.Cli.Tests.Library;

/// <summary>A folder of short tracks with tags, and one for the state beside it.</summary>
internal sealed class MusicFolder : IDisposable
{
    private static readonly byte[] Sound = WavFile.Pcm16(Synthesis.Music(2, rate: 22_050, channels: 1));

    private readonly string _base = Directory.CreateTempSubdirectory("genrequeue-music-").FullName;

    public MusicFolder() => Directory.CreateDirectory(Root);

    /// <summary>The folder of the music.</summary>
    public string Root => Path.Combine(_base, "music");

    /// <summary>The folder of the state.</summary>
    public string State => Path.Combine(_base, "state");

    /// <summary>Adds a track; tracks with another <paramref name="seed"/> sound different.</summary>
    /// <returns>Its path.</returns>
    public string Add(string name, int seed = 0, params string[] genres)
    {
        var sound = (byte[])Sound.Clone();
        sound[^1] = (byte)seed;
        var path = AddContent(name, sound);
        if (genres.Length > 0) Tag(name, null, genres);
        return path;
    }

    /// <summary>Adds a file with any content.</summary>
    public string AddContent(string name, byte[] content)
    {
        var path = PathOf(name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, content);
        return path;
    }

    /// <summary>Writes genres into the tags of a track.</summary>
    public void Tag(string name, Provenance? provenance, params string[] genres)
    {
        using var file = new FileStream(PathOf(name), FileMode.Open);
        GenreTags.Write(file, new GenreWrite(genres, provenance));
    }

    /// <summary>The tags of a track.</summary>
    public TagReading Read(string name)
    {
        using var file = File.OpenRead(PathOf(name));
        return GenreTags.Read(file);
    }

    /// <summary>The stamp of a track.</summary>
    public FileStamp StampOf(string name) => FileStamp.Of(PathOf(name));

    public string PathOf(string name) => Path.Combine(Root, name);

    public void Dispose() => Directory.Delete(_base, recursive: true);
}
