using System.IO.Compression;
using System.Text;

namespace GenreQueue.EndToEnd.Tests.Corpus;

/// <summary>Files that are no audio, or hardly any: playlists, scripts, archives, nearly nothing. Playlists name files and addresses that must not be opened.</summary>
internal static class ForeignFiles
{
    /// <param name="canary">A file that must not be opened.</param>
    /// <param name="listener">An address that must not be called.</param>
    public static IEnumerable<BadFile> Make(string canary, string listener)
    {
        foreach (var target in (string[])[canary, $"file://{canary}", $"{listener}/a.mp3", $"concat:{canary}|{canary}", $"subfile,,start,0,end,0,,:{canary}"])
        {
            foreach (var (name, text) in Playlists(target))
            {
                yield return new(name, Encoding.UTF8.GetBytes(text), $"the playlist {name} of {target}");
                // Behind a null character it is not text any more, and is left to the decoders.
                yield return new(name, Encoding.UTF8.GetBytes(text + "\0"), $"the playlist {name} with a null character, of {target}");
            }
        }
        yield return new("script.mp3", "#!/bin/sh\ntouch /tmp/owned\n"u8.ToArray(), "a shell script");
        yield return new("program.mp3", [0x7F, .. "ELF"u8, 2, 1, 1, .. new byte[200]], "a program");
        yield return new("page.mp3", "<!doctype html><script>alert(1)</script>"u8.ToArray(), "a web page");
        yield return new("zip.mp3", Zip(), "a ZIP archive");
        yield return new("gzip.mp3", Gzip(new byte[50_000_000]), "a gzip archive of 50 MB of zeros");
        yield return new("tar.mp3", Tar(), "a tar archive");
        yield return new("7z.mp3", [.. "7z"u8, 0xBC, 0xAF, 0x27, 0x1C, .. new byte[100]], "a 7-Zip archive");
        yield return new("empty.mp3", [], "an empty file");
        foreach (var one in (byte[])[0, 1, 0xFF, (byte)'R']) yield return new("one.wav", [one], $"the byte {one}");
        yield return new("zeros.wav", new byte[2_000_000], "zeros");
        var noise = new byte[300_000];
        new Random(3).NextBytes(noise);
        yield return new("noise.bin", noise, "random bytes");
    }

    private static IEnumerable<(string Name, string Text)> Playlists(string target)
    {
        yield return ("list.m3u", $"#EXTM3U\n#EXTINF:10,x\n{target}\n");
        yield return ("list.m3u8", $"#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXT-X-MEDIA-SEQUENCE:0\n#EXTINF:10,\n{target}\n#EXT-X-ENDLIST\n");
        yield return ("list.ffconcat", $"ffconcat version 1.0\nfile '{target}'\n");
        yield return ("list.pls", $"[playlist]\nFile1={target}\nNumberOfEntries=1\n");
        yield return ("list.asx", $"<asx version=\"3.0\"><entry><ref href=\"{target}\"/></entry></asx>");
        yield return ("list.xspf", $"<?xml version=\"1.0\"?><playlist version=\"1\"><trackList><track><location>{target}</location></track></trackList></playlist>");
        yield return ("list.mpd", $"<?xml version=\"1.0\"?><MPD xmlns=\"urn:mpeg:dash:schema:mpd:2011\" type=\"static\"><Period><AdaptationSet mimeType=\"audio/mp4\"><Representation id=\"1\"><BaseURL>{target}</BaseURL></Representation></AdaptationSet></Period></MPD>");
    }

    private static byte[] Zip()
    {
        using var memory = new MemoryStream();
        using (var zip = new ZipArchive(memory, ZipArchiveMode.Create)) zip.CreateEntry("song.mp3").Open().Dispose();
        return memory.ToArray();
    }

    private static byte[] Gzip(byte[] content)
    {
        using var memory = new MemoryStream();
        using (var gzip = new GZipStream(memory, CompressionLevel.Optimal)) gzip.Write(content);
        return memory.ToArray();
    }

    private static byte[] Tar()
    {
        var tar = new byte[10_240];
        "song.mp3"u8.CopyTo(tar);
        "ustar"u8.CopyTo(tar.AsSpan(257));
        return tar;
    }
}
