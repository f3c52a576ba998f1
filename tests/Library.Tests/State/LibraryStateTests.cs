using GenreQueue.Contracts;
using GenreQueue.Fixtures.Classification;
using GenreQueue.Fixtures.Servers;
using GenreQueue.Library.Files;
using GenreQueue.Library.State;
using GenreQueue.Library.Tags;
using Microsoft.Data.Sqlite;

namespace GenreQueue.Library.Tests.State;

public sealed class LibraryStateTests : IDisposable
{
    private static readonly FileStamp Stamp = new(1, 2, 3, ulong.MaxValue);
    private static readonly KnownFile Track = new("flac", "abc", ["Rock", "Pop"], new Provenance("gtzan-10", "v1", 0.87, ["Rock"]));
    private static readonly AnswerKey Key = new("abc", new ModelReference("gtzan-10", "v1"), WindowMode.Middle, LabelsMode.Multi);

    private readonly TemporaryFolder _folder = new("state");

    private string Database => _folder.File("state/library.db");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_file_is_known_as_long_as_its_stamp_is_the_same()
    {
        using (var state = LibraryState.Open(Database)) state.Remember("/music/é\n.flac", Stamp, Track);
        using var again = LibraryState.Open(Database);
        var known = again.Find("/music/é\n.flac", Stamp)!;
        Assert.Equal(("flac", "abc", null), (known.Format, known.AudioHash, known.Code));
        Assert.Equal(Track.Genres, known.Genres);
        Assert.Equal(("gtzan-10", "v1", 0.87), (known.Provenance!.Model, known.Provenance.Version, known.Provenance.Probability));
        Assert.Equal(Track.Provenance!.Genres, known.Provenance.Genres);
        foreach (var other in new[] { Stamp with { Size = 9 }, Stamp with { ModifiedNs = 9 }, Stamp with { ChangedNs = 9 }, Stamp with { Inode = 9 } })
        {
            Assert.Null(again.Find("/music/é\n.flac", other));
        }
        Assert.Null(again.Find("/music/other.flac", Stamp));

        again.Remember("/music/é\n.flac", Stamp with { Size = 2 }, new KnownFile(null, null, [], null, "tags_unreadable", "Broken."));
        Assert.Null(again.Find("/music/é\n.flac", Stamp));
        Assert.Equal("tags_unreadable", again.Find("/music/é\n.flac", Stamp with { Size = 2 })!.Code);
    }

    [Fact]
    public void Answers_and_failures_are_known_by_audio_model_and_options()
    {
        var result = SampleResult.Of("rock");
        using (var state = LibraryState.Open(Database))
        {
            state.Remember(Key, new KnownAnswer(result, null, null));
            state.Remember(Key with { AudioHash = "def" }, new KnownAnswer(null, "silent", "Nothing to hear."));
        }
        using var again = LibraryState.Open(Database);
        Assert.Equivalent(result, again.Find(Key)!.Result, strict: true);
        Assert.Equal(new KnownAnswer(null, "silent", "Nothing to hear."), again.Find(Key with { AudioHash = "def" }));
        Assert.Null(again.Find(Key with { AudioHash = "x" }));
        Assert.Null(again.Find(Key with { Model = Key.Model with { Version = "v2" } }));
        Assert.Null(again.Find(Key with { Window = WindowMode.Whole }));
        Assert.Null(again.Find(Key with { Labels = LabelsMode.Single }));
    }

    [Fact]
    public async Task What_is_remembered_reaches_other_runs_without_being_asked_and_blocks_none()
    {
        using var one = LibraryState.Open(Database);
        using var two = LibraryState.Open(Database);
        one.Remember("/a", Stamp, Track);
        Assert.NotNull(one.Find("/a", Stamp));
        await GenreQueue.Fixtures.Until.TrueAsync(() => two.Find("/a", Stamp) is not null);
        for (var i = 0; i < 1_200; i++) two.Remember($"/{i}", Stamp, Track);
        one.Remember("/b", Stamp, Track);
        Assert.NotNull(one.Find("/999", Stamp));
    }

    [Fact]
    public void A_damaged_file_is_named_with_what_to_do()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Database)!);
        File.WriteAllBytes(Database, [.. Enumerable.Repeat((byte)'x', 8_192)]);
        var error = Assert.Throws<InvalidDataException>(() => LibraryState.Open(Database));
        Assert.Contains("damaged. Delete it", error.Message);
        Assert.Contains(Database, error.Message);
    }

    [Fact]
    public void A_file_that_is_damaged_further_in_is_named_too()
    {
        using (var state = LibraryState.Open(Database))
        {
            for (var i = 0; i < 2_000; i++) state.Remember($"/music/{i}.flac", Stamp, Track);
        }
        using (var file = File.OpenWrite(Database))
        {
            file.Position = 4_096;
            file.Write(Enumerable.Repeat((byte)0x5a, (int)file.Length - 4_096).ToArray());
        }
        Assert.Contains("damaged", Assert.Throws<InvalidDataException>(() =>
        {
            using var state = LibraryState.Open(Database);
            state.Find("/music/1000.flac", Stamp);
        }).Message);
    }

    [Fact]
    public void A_file_of_a_newer_version_is_left_alone()
    {
        LibraryState.Open(Database).Dispose();
        using (var connection = new SqliteConnection($"Data Source={Database};Pooling=False"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA user_version = 99";
            command.ExecuteNonQuery();
        }
        Assert.Contains("newer version", Assert.Throws<InvalidDataException>(() => LibraryState.Open(Database)).Message);
    }
}
