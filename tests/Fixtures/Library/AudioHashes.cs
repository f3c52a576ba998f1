using System.Diagnostics;

namespace GenreQueue.Fixtures.Library;

/// <summary>Hashes the audio of files with ffmpeg, independently of this project.</summary>
public static class AudioHashes
{
    /// <summary>One hash of the encoded audio per file, in the order of the files.</summary>
    /// <exception cref="InvalidOperationException">ffmpeg cannot read one of them; the message holds its errors.</exception>
    public static Task<IReadOnlyList<string>> OfAsync(IReadOnlyList<string> paths) => HashAsync(paths, ["-c", "copy"]);

    /// <summary>One hash of the decoded audio per file, in the order of the files.</summary>
    /// <exception cref="InvalidOperationException">ffmpeg cannot decode one of them without errors; the message holds them.</exception>
    public static Task<IReadOnlyList<string>> OfDecodedAsync(IReadOnlyList<string> paths) => HashAsync(paths, ["-xerror"]);

    private static async Task<IReadOnlyList<string>> HashAsync(IReadOnlyList<string> paths, IReadOnlyList<string> options)
    {
        // One process for all, because starting one takes longer than reading a file.
        var inputs = paths.SelectMany(path => new[] { "-i", "file:" + path });
        var maps = Enumerable.Range(0, paths.Count).SelectMany(n => new[] { "-map", $"{n}:a:0" });
        using var ffmpeg = Process.Start(new ProcessStartInfo("ffmpeg", ["-v", "error", "-nostdin", .. inputs, .. maps, .. options, "-f", "streamhash", "-hash", "md5", "-"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var error = ffmpeg.StandardError.ReadToEndAsync();
        var output = await ffmpeg.StandardOutput.ReadToEndAsync();
        await ffmpeg.WaitForExitAsync();
        var lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return ffmpeg.ExitCode == 0 && lines.Length == paths.Count ? lines : throw new InvalidOperationException(await error);
    }
}
