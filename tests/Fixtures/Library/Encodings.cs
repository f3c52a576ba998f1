using System.Diagnostics;
using GenreQueue.Fixtures.Audio;

namespace GenreQueue.Fixtures.Library;

/// <summary>Encodes songs in many formats.</summary>
internal static class Encodings
{
    private const double Seconds = 4;

    private const int SongsInAll = 6;

    private static readonly (string Name, string[] Arguments)[] Quick =
    [
        ("mp3", ["-c:a", "libmp3lame", "-b:a", "64k", "-id3v2_version", "0"]),
        ("flac", ["-c:a", "flac"]),
        ("ogg", ["-c:a", "libvorbis", "-q:a", "3"]),
        ("opus", ["-c:a", "libopus", "-b:a", "64k"]),
        ("wav", ["-c:a", "pcm_s16le"]),
        ("aiff", ["-c:a", "pcm_s16be"]),
        ("oga", ["-c:a", "flac", "-f", "ogg"]),
    ];

    // Each of these starts ffmpeg when it is decoded.
    private static readonly (string Name, string[] Arguments)[] Slow =
    [
        ("m4a", ["-c:a", "aac", "-b:a", "96k", "-f", "ipod"]),
        ("alac.m4a", ["-c:a", "alac", "-f", "ipod"]),
        ("wma", ["-c:a", "wmav2", "-b:a", "96k", "-f", "asf"]),
        ("wv", ["-c:a", "wavpack"]),
        ("mka", ["-c:a", "libvorbis", "-f", "matroska"]),
        ("tta", ["-c:a", "tta"]),
    ];

    /// <summary>Encodes every song in the formats that are decoded quickly, and half of them in all formats.</summary>
    /// <returns>For each song the paths of its files, whose extension tells the format.</returns>
    public static async Task<IReadOnlyList<IReadOnlyList<string>>> MakeAsync(string folder)
    {
        Directory.CreateDirectory(folder);
        var songs = Song.Seeds.AsParallel().AsOrdered().Select(seed => Song.Make(seed, Seconds)).ToList();
        List<string> inputs = [], outputs = [];
        var files = songs.ConvertAll(_ => new List<string>());
        for (var n = 0; n < songs.Count; n++)
        {
            var wav = Path.Combine(folder, $"{n}.input");
            await File.WriteAllBytesAsync(wav, WavFile.Pcm16(songs[n]));
            inputs.AddRange(["-f", "wav", "-i", wav]);
            foreach (var (name, arguments) in n < SongsInAll ? [.. Quick, .. Slow] : Quick)
            {
                files[n].Add(Path.Combine(folder, $"{n}.{name}"));
                outputs.AddRange(["-map", $"{n}:a", .. arguments, files[n][^1]]);
            }
        }
        // One process for all, because starting one takes longer than encoding a song.
        using var ffmpeg = Process.Start(new ProcessStartInfo("ffmpeg", ["-v", "error", "-y", .. inputs, .. outputs]) { RedirectStandardInput = true, RedirectStandardError = true })!;
        ffmpeg.StandardInput.Close();
        var error = await ffmpeg.StandardError.ReadToEndAsync();
        await ffmpeg.WaitForExitAsync();
        if (ffmpeg.ExitCode != 0) throw new InvalidOperationException($"ffmpeg could not encode: {error}");
        for (var n = 0; n < songs.Count; n += 4)
        {
            var song = songs[n];
            files[n].Add(Path.Combine(folder, $"{n}.dsf"));
            await File.WriteAllBytesAsync(files[n][^1], DsfFile.Mono(seconds: 1.5, t => song.Samples[(int)(t * Song.Rate)] / 2));
        }
        return files;
    }
}
