using GenreQueue.Fixtures.Audio;
using GenreQueue.Fixtures.Servers;

namespace GenreQueue.EndToEnd.Tests.Corpus;

/// <summary>Files whose tags, streams or decoded length are out of proportion.</summary>
internal static class LargeFiles
{
    private const int PictureBytes = 10_000_000;
    private const int WholeBombs = 2;   // the others are decoded to the middle only
    private const string Hour = "apad=whole_dur=3600";

    private static readonly (string Extension, string[] Arguments)[] Bombs =
    [
        ("flac", ["-af", Hour, "-c:a", "flac", "-f", "flac"]),
        ("ogg", ["-af", Hour, "-c:a", "libvorbis", "-f", "ogg"]),
        ("opus", ["-af", Hour, "-c:a", "libopus", "-compression_level", "0", "-b:a", "6k", "-f", "opus"]),
        ("wv", ["-af", Hour, "-c:a", "wavpack", "-f", "wv"]),
        ("mka", ["-af", Hour, "-c:a", "flac", "-f", "matroska"]),
    ];

    /// <param name="folder">Folder for temporary files.</param>
    public static IReadOnlyList<BadFile> Make(TemporaryFolder folder)
    {
        var files = new List<BadFile>();
        var bombs = new byte[Bombs.Length][];
        Parallel.For(0, Bombs.Length, n => bombs[n] = File.ReadAllBytes(AudioEncoder.Encode(Synthesis.Silence(1, 8_000), folder.File($"bomb{n}"), Bombs[n].Arguments)));
        for (var n = 0; n < Bombs.Length; n++)
        {
            files.Add(new("hour." + Bombs[n].Extension, bombs[n], $"an hour of silence in {Bombs[n].Extension}"));
            if (n < WholeBombs) files.Add(new("hour." + Bombs[n].Extension, [.. bombs[n], 0], $"an hour of silence in {Bombs[n].Extension}, whole", Window: "whole"));
        }

        var music = Synthesis.Music(3, rate: 48_000, channels: 2, seed: 8);
        byte[] Encode(string name, params string[] arguments) => File.ReadAllBytes(AudioEncoder.Encode(music, folder.File(name), arguments));
        var mp3 = Encode("mp3", "-c:a", "libmp3lame", "-f", "mp3");
        var flac = Encode("flac", "-c:a", "flac", "-f", "flac");
        files.Add(new("picture.mp3", [.. Id3(PictureBytes), .. mp3], "MP3 with a picture of 10 MB"));
        files.Add(new("pictures.mp3", [.. Id3(1_000_000), .. Id3(1_000_000), .. Id3(0), .. mp3], "MP3 with three tags"));
        files.Add(new("picture.flac", [.. flac.AsSpan(0, 42), .. Picture(PictureBytes), .. flac.AsSpan(42)], "FLAC with a picture of 10 MB"));
        files.Add(new("tag.mp3", Id3(PictureBytes), "a tag of 10 MB without audio"));
        files.Add(new("streams.mka", Encode("streams", "-map", "0:a", "-map", "0:a", "-map", "0:a", "-c:a", "libvorbis", "-f", "matroska"), "three audio streams"));
        files.Add(new("streams.m4a", Encode("streams4", "-map", "0:a", "-map", "0:a", "-c:a", "aac", "-f", "ipod"), "two audio streams"));
        return files;
    }

    // ID3v2.3 with one APIC frame. The size of the tag has seven bits per byte.
    private static byte[] Id3(int bytes)
    {
        byte[] picture = [0, .. "image/png"u8, 0, 3, 0, .. new byte[bytes]];
        var size = picture.Length + 10;
        return
        [
            .. "ID3"u8, 3, 0, 0, (byte)(size >> 21 & 0x7F), (byte)(size >> 14 & 0x7F), (byte)(size >> 7 & 0x7F), (byte)(size & 0x7F),
            .. "APIC"u8, .. Big(picture.Length), 0, 0, .. picture,
        ];
    }

    // A metadata block of type 6: picture type, MIME type, description, four numbers about the picture, its bytes.
    private static byte[] Picture(int bytes)
    {
        byte[] block = [.. Big(3), .. Big(9), .. "image/png"u8, .. Big(0), .. Big(1), .. Big(1), .. Big(24), .. Big(0), .. Big(bytes), .. new byte[bytes]];
        return [6, .. Big(block.Length).AsSpan(1), .. block];
    }

    private static byte[] Big(int value) => [(byte)(value >> 24), (byte)(value >> 16), (byte)(value >> 8), (byte)value];
}
