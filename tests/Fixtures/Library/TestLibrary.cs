using System.Diagnostics;
using System.Text.Json;
using GenreQueue.Fixtures.Tags;

namespace GenreQueue.Fixtures.Library;

/// <summary>
/// A music library of more than 300 files in 14 formats: albums, odd names, duplicates, links, broken files, and tags of many kinds.
/// </summary>
public sealed class TestLibrary
{
    // Those of TagScripts.Write.
    private static readonly string[] Kinds = ["none", "genre", "several", "numeric", "full", "full genre", "old", "three", "ape", "large", "title"];
    private readonly List<(string Path, string Format, string Kind, string Title)> _tagged = [];
    private readonly IReadOnlyList<IReadOnlyList<string>> _songs;

    private TestLibrary(string folder, IReadOnlyList<IReadOnlyList<string>> songs)
    {
        Folder = folder;
        _songs = songs;
    }

    /// <summary>Holds <c>music</c>, the library, and <c>outside</c>, to which one of its links leads.</summary>
    public string Folder { get; }

    /// <summary>The library.</summary>
    public string Music => Path.Combine(Folder, "music");

    /// <summary>Makes the library in a folder that does not exist. Needs ffmpeg and Python with mutagen.</summary>
    public static async Task<TestLibrary> CreateAsync(string folder)
    {
        var clips = Path.Combine(folder, "clips");
        var library = new TestLibrary(folder, await Encodings.MakeAsync(clips));
        library.AddAlbums();
        library.AddOddNames();
        library.AddDuplicates();
        await library.TagAsync();
        BrokenFiles.Add(Path.Combine(library.Music, "Broken"), library._songs[0]);
        Links.Add(library.Music, Path.Combine(folder, "outside"), library._songs[3]);
        Directory.Delete(clips, recursive: true);
        return library;
    }

    /// <summary>A copy of the whole folder with its links, modes and times.</summary>
    public async Task<TestLibrary> CopyAsync(string folder)
    {
        using var copy = Process.Start("cp", ["-a", "--reflink=auto", Folder, folder]);
        await copy.WaitForExitAsync();
        return copy.ExitCode == 0 ? new TestLibrary(folder, []) : throw new InvalidOperationException("cp failed.");
    }

    /// <summary>Reads the tags of all files independently of this project.</summary>
    /// <returns>By relative path.</returns>
    public async Task<IReadOnlyDictionary<string, IndependentTags>> ReadTagsAsync() =>
        JsonSerializer.Deserialize<Dictionary<string, IndependentTags>>(await Python.RunAsync(TagScripts.Read, Music), JsonSerializerOptions.Web)!;

    private void AddAlbums()
    {
        for (var song = 0; song < _songs.Count; song++)
        {
            var album = Directory.CreateDirectory(Path.Combine(Music, $"Artist {song / 3}", $"Album {song}")).FullName;
            for (var n = 0; n < _songs[song].Count; n++) Add(_songs[song][n], Path.Combine(album, $"{n + 1:00} Title"), song * 5 + n);
            File.WriteAllText(Path.Combine(album, "cover.jpg"), "no picture");
        }
    }

    private void AddOddNames()
    {
        var folder = Directory.CreateDirectory(Path.Combine(Music, "Odd\nnames <b>")).FullName;
        for (var n = 0; n < OddNames.Names.Length; n++)
        {
            var song = _songs[n % _songs.Count];
            Add(song[n % song.Count], Path.Combine(folder, OddNames.Names[n]), n);
        }
    }

    private void AddDuplicates()
    {
        var folder = Directory.CreateDirectory(Path.Combine(Music, "Duplicates")).FullName;
        for (var n = 0; n < 150; n++)
        {
            var song = _songs[n % _songs.Count];
            Add(song[n % 13 % song.Count], Path.Combine(folder, $"Copy {n}"), n / 2);
        }
    }

    private void Add(string clip, string path, int kind)
    {
        var format = Path.GetExtension(clip)[1..];
        path += "." + format;
        File.Copy(clip, path);
        _tagged.Add((path, format, Kinds[kind % Kinds.Length], $"Title {_tagged.Count}"));
    }

    private async Task TagAsync()
    {
        var list = Path.Combine(Folder, "tags.json");
        await File.WriteAllTextAsync(list, JsonSerializer.Serialize(_tagged.Select(file => new[] { file.Path, file.Format, file.Kind, file.Title })));
        await Python.RunAsync(TagScripts.Write, list);
        File.Delete(list);
    }
}
