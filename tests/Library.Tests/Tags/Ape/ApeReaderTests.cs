using GenreQueue.Fixtures;
using GenreQueue.Fixtures.Audio;
using GenreQueue.Fixtures.Tags;
using Xunit;

namespace GenreQueue.Library.Tests.Tags.Ape;

/// <summary>What other programs read after a write.</summary>
public sealed class ApeReaderTests
{
    private const string Script = """
        import os, sys
        from mutagen.apev2 import APEv2, APEValue, BINARY, EXTERNAL
        tag = APEv2()
        tag['Title'], tag['Artist'], tag['Genre'], tag['REPLAYGAIN_TRACK_GAIN'] = 'Ein Lied', ['A', 'B'], ['Jazz', 'Pop'], '-3 dB'
        tag['Cover Art (Front)'] = APEValue(b'front.bin\0' + os.urandom(10_000_000), BINARY)
        tag['Related'] = APEValue('http://example.org/ü', EXTERNAL)
        tag['Lyrics'] = 'la ' * 1000
        tag.save(sys.argv[1])
        """;

    [Theory(Timeout = 60_000)]
    [InlineData("wv")]
    [InlineData("tta")]
    [InlineData("ape")]
    [InlineData("mpc")]
    public async Task Others_read_the_new_genres_and_nothing_else_new(string format)
    {
        using var file = new ScratchFile(await AudioAsync(format));
        await Python.RunAsync(Script, file.Path);
        var content = file.Content;
        var before = file.Read();
        Assert.Equal(format, before.Format);
        var (genres, others) = await TagReaders.ApeAsync(file.Path);
        var decoded = format == "mpc" ? "" : await TagReaders.DecodedAsync(file.Path);
        Assert.Equal(["Jazz", "Pop"], genres);

        file.Write("Música popular", "Rock");

        var (newGenres, newOthers) = await TagReaders.ApeAsync(file.Path);
        Assert.Equal(["Música popular", "Rock"], newGenres);
        Assert.Equal(others, newOthers);
        if (format != "mpc")
        {
            // ffmpeg reads an item up to its first separator.
            Assert.Equal("Música popular", await TagReaders.FFprobeAsync(file.Path));
            Assert.Equal(decoded, await TagReaders.DecodedAsync(file.Path));
        }
        file.Restore(before.Snapshot);
        Assert.True(content.AsSpan().SequenceEqual(file.Content));
    }

    // ffmpeg encodes neither Monkey's Audio nor Musepack: of the former the repository has a file, of the latter this is the header.
    private static async Task<byte[]> AudioAsync(string format)
    {
        if (format == "ape") return await File.ReadAllBytesAsync(Path.Combine(RepositoryPaths.Root, "tests", "Decoder.Tests", "tone.ape"));
        if (format == "mpc") return [.. "MP+"u8, 7, 10, 0, 0, 0, 0, 0, 0, 0, .. new byte[500]];
        using var encoded = new ScratchFile([]);
        AudioEncoder.Encode(Synthesis.Music(1), format == "wv" ? AudioEncoding.WavPack : AudioEncoding.Tta, encoded.Path);
        return await File.ReadAllBytesAsync(encoded.Path);
    }
}
