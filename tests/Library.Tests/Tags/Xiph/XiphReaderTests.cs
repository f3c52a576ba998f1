using Xunit;

namespace GenreQueue.Library.Tests.Tags.Xiph;

/// <summary>What other programs read after a write.</summary>
[Collection(nameof(XiphFiles))]
public sealed class XiphReaderTests(XiphFiles files)
{
    [Theory(Timeout = 60_000)]
    [InlineData("flac")]
    [InlineData("ogg")]
    [InlineData("opus")]
    [InlineData("oga")]
    [InlineData("spx")]
    public async Task Others_read_the_new_genres_and_nothing_else_new(string format)
    {
        var content = files.Rich(format);
        using var file = new ScratchFile(content);
        var before = file.Read();
        var (genres, others) = await TagReaders.MutagenAsync(file.Path);
        var decoded = await TagReaders.DecodedAsync(file.Path);
        Assert.Equal(["Jazz"], before.Genres);
        Assert.Equal(["Jazz", "jazz"], genres);

        file.Write("Música popular", "Rock");

        var (newGenres, newOthers) = await TagReaders.MutagenAsync(file.Path);
        Assert.Equal(["Música popular", "Rock"], newGenres);
        Assert.Equal(others, newOthers);
        Assert.Equal("Música popular;Rock", await TagReaders.FFprobeAsync(file.Path));
        Assert.Equal(decoded, await TagReaders.DecodedAsync(file.Path));

        file.Restore(before.Snapshot);

        Assert.Equivalent(before.Snapshot, file.Read().Snapshot, strict: true);
        var (oldGenres, oldOthers) = await TagReaders.MutagenAsync(file.Path);
        Assert.Equal(genres, oldGenres);
        Assert.Equal(others, oldOthers);
        if (format != "flac") Assert.True(content.AsSpan().SequenceEqual(file.Content));
    }
}
