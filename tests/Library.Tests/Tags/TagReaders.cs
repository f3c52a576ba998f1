using System.Diagnostics;
using GenreQueue.Fixtures.Tags;

namespace GenreQueue.Library.Tests.Tags;

/// <summary>Readers of tags and audio that are independent of this project.</summary>
internal static class TagReaders
{
    // Prints the genres of each file, then everything else that mutagen knows of it as one line.
    private const string Script = """
        import hashlib, sys, mutagen, mutagen.apev2
        for path in sys.argv[2:]:
            tags = mutagen.apev2.APEv2File(path) if sys.argv[1] == 'ape' else mutagen.File(path)
            items = list(tags.tags) if isinstance(tags.tags, list) else [(k, tags.tags[k]) for k in tags.tags]
            text = lambda v: list(v) if isinstance(v, mutagen.apev2.APETextValue) else [v]
            is_genre = lambda k: k.lower() == 'genre'
            print('\t'.join(v for k, vs in items if is_genre(k) for v in text(vs)))
            rest = [(k, bytes(v) if isinstance(v, mutagen.apev2._APEValue) and v.kind == 1 else str(v)) for k, v in items if not is_genre(k)]
            pictures = [(p.type, p.desc, p.data) for p in getattr(tags, 'pictures', [])]
            blocks = [(b.code, b.write()) for b in getattr(tags, 'metadata_blocks', []) if b.code not in (1, 4)]
            print(hashlib.sha256(repr((rest, pictures, blocks, getattr(tags.tags, 'vendor', ''), tags.info.pprint())).encode()).hexdigest())
        """;

    /// <summary>What mutagen reads: the genres, and a hash of everything else.</summary>
    public static Task<(string[] Genres, string Others)> MutagenAsync(string path) => MutagenAsync("any", path);

    /// <summary>What mutagen reads from the APE tag of a file, whatever the file is.</summary>
    public static Task<(string[] Genres, string Others)> ApeAsync(string path) => MutagenAsync("ape", path);

    /// <summary>What ffprobe reads as genre, of the file or of its first stream: several joined with semicolons.</summary>
    public static Task<string> FFprobeAsync(string path) => RunAsync(
        "ffprobe", "-v", "error", "-show_entries", "format_tags=genre:stream_tags=genre", "-of", "default=nk=1:nw=1", path);

    /// <summary>MD5 of the decoded audio; fails if ffmpeg complains about the file.</summary>
    public static Task<string> DecodedAsync(string path) => RunAsync("ffmpeg", "-v", "error", "-i", path, "-map", "0:a:0", "-f", "md5", "-");

    private static async Task<(string[] Genres, string Others)> MutagenAsync(string kind, string path)
    {
        var lines = (await Python.RunAsync(Script, kind, path)).Split('\n');
        return (lines[0].Split('\t', StringSplitOptions.RemoveEmptyEntries), lines[1]);
    }

    /// <summary>Runs a program and returns what it prints.</summary>
    /// <exception cref="InvalidOperationException">It failed or complained.</exception>
    public static async Task<string> RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true })!;
        process.StandardInput.Close();
        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 && (await error).Length == 0 ? output.Trim() : throw new InvalidOperationException(await error);
    }
}
