using System.Text;
using GenreQueue.Contracts;
using GenreQueue.Fixtures.Audio;

namespace GenreQueue.Decoder.Tests;

public sealed class PlaylistTests(DecoderFixture audio) : IClassFixture<DecoderFixture>
{
    public static TheoryData<string, string> Playlists => new()
    {
        { "song.mp3", "#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXT-X-MEDIA-SEQUENCE:0\n#EXTINF:10,\n{0}\n#EXT-X-ENDLIST\n" },
        { "song.wav", "ffconcat version 1.0\nfile '{0}'\n" },
        { "song.flac", "file '{0}'\n" },
        { "song.m4a", "<?xml version=\"1.0\"?><MPD xmlns=\"urn:mpeg:dash:schema:mpd:2011\" type=\"static\"><Period><AdaptationSet mimeType=\"audio/mp4\"><Representation id=\"1\"><BaseURL>file:{0}</BaseURL></Representation></AdaptationSet></Period></MPD>" },
        { "song.sdp", "v=0\no=- 0 0 IN IP4 127.0.0.1\ns=x\nc=IN IP4 127.0.0.1\nt=0 0\nm=audio 5004 RTP/AVP 0\n" },
        { "song.pls", "[playlist]\nFile1={0}\nNumberOfEntries=1\n" },
        { "song.asx", "[Reference]\nRef1=file:{0}\n" },
    };

    [Theory(Timeout = TestDecoding.TimeoutMs), MemberData(nameof(Playlists))]
    public async Task A_playlist_named_like_audio_is_rejected_and_opens_no_other_file(string name, string template)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Needs inotify.");
        var canary = AudioEncoder.Encode(Synthesis.Noise(3), AudioEncoding.Mp3, audio.File($"canary-{name}.mp3"));
        var playlist = audio.Write(name, Encoding.UTF8.GetBytes(template.Replace("{0}", canary, StringComparison.Ordinal)));
        using var watch = new OpenWatch(canary);

        Assert.Equal(ErrorCodes.UnsupportedFormat, await audio.Pool.CodeAsync(playlist));
        Assert.False(watch.WasOpened);

        Assert.Null(await audio.Pool.CodeAsync(canary));
        Assert.True(watch.WasOpened);
    }

    [Fact(Timeout = TestDecoding.TimeoutMs)]
    public async Task A_movie_that_references_another_file_does_not_open_it()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Needs inotify.");
        var canary = AudioEncoder.Encode(Synthesis.Noise(3), AudioEncoding.M4aAlac, audio.File("canary.m4a"));
        var movie = await File.ReadAllBytesAsync(canary, TestContext.Current.CancellationToken);
        // A data reference of type 'url ' with flag 1 means "this file"; without the flag it names another file.
        var reference = movie.AsSpan().IndexOf("url "u8);
        movie[reference + 7] = 0;
        "alis"u8.CopyTo(movie.AsSpan(reference));
        var path = audio.Write("movie.m4a", movie);
        using var watch = new OpenWatch(canary);

        await audio.Pool.CodeAsync(path);

        Assert.False(watch.WasOpened);
    }
}
