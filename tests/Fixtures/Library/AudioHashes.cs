using System.Diagnostics;

namespace GenreQueue.Fixtures.Library;

/// <summary>Hashes the encoded audio of files with ffmpeg, independently of this project.</summary>
public static class AudioHashes
{
    /// <summary>One hash per file, in the order of the files.</summary>
    /// <exception cref="InvalidOperationException">ffmpeg cannot read one of them; the message holds its errors.</exception>
    public static async Task<IReadOnlyList<string>> OfAsync(IReadOnlyList<string> paths)
    {
        // One process for all, because starting one takes longer than reading a file.
        var inputs = paths.SelectMany(path => new[] { "-i", "file:" + path });
        var maps = Enumerable.Range(0, paths.Count).SelectMany(n => new[] { "-map", $"{n}:a:0" });
        using var ffmpeg = Process.Start(new ProcessStartInfo("ffmpeg", ["-v", "error", "-nostdin", .. inputs, .. maps, "-c", "copy", "-f", "streamhash", "-hash", "md5", "-"])
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
