using GenreQueue.Fixtures.Servers;
using GenreQueue.Library.Files;
using GenreQueue.Library.Genres;
using GenreQueue.Library.Journal;
using GenreQueue.Library.Tags;
using GenreQueue.Library.Tests.Tags.Ape;
using GenreQueue.Library.Writing;

namespace GenreQueue.Library.Tests.Writing;

/// <summary>A folder of music and a state folder.</summary>
internal sealed class WritingFixture : IDisposable
{
    public static readonly RunHeader Header = new("tag", "/", new DateTimeOffset(2026, 11, 25, 1, 30, 0, TimeSpan.Zero), "1.0", null, new Dictionary<string, string>());

    private readonly TemporaryFolder _folder = new("writing");

    public WritingFixture() => Directory.CreateDirectory(Music);

    public string Music => _folder.File("music");

    public string State => _folder.File("state");

    public RunJournals Journals => WritingRun.Journals(State);

    public void Dispose() => _folder.Dispose();

    /// <summary>Makes a file with a genre.</summary>
    public string Song(string name, string genre = "Rock")
    {
        var path = Path.Combine(Music, name);
        File.WriteAllBytes(path, [.. ApeBytes.Audio, .. ApeBytes.Tag(ApeBytes.Text("Title", "x"), ApeBytes.Text("Genre", genre))]);
        return path;
    }

    /// <summary>Writes a genre as a run of its own.</summary>
    public async Task<WriteOutcome> WriteAsync(string path, string genre = "House", string expected = "Rock", WriteOptions? options = null, FileStamp? stamp = null)
    {
        using var run = WritingRun.Start(State, Header);
        return await new TagWriter(run.Journal, options ?? new WriteOptions())
            .WriteAsync(path, stamp ?? (File.Exists(path) ? FileStamp.Of(path) : default), [expected], new GenreWrite([genre], null));
    }

    public static IReadOnlyList<string> Genres(string path)
    {
        using var file = File.OpenRead(path);
        return GenreTags.Read(file).Genres;
    }

    public void AssertNoTemporaryFiles() => Assert.DoesNotContain(Directory.EnumerateFiles(Music, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0 }), path => path.Contains(".tmp", StringComparison.Ordinal));
}
