using System.Text.Json;
using GenreQueue.Fixtures.Tags;

namespace GenreQueue.Library.Tests.Tags;

/// <summary>What mutagen, ffprobe and ffmpeg find in a file.</summary>
/// <param name="Genres">The genres that mutagen lists; none for formats that it does not know.</param>
/// <param name="Shown">The genre that ffprobe shows; empty if it shows none.</param>
/// <param name="Others">All other tags, pictures, chapters and streams, and the hash of every packet and of the decoded audio.</param>
internal sealed record IndependentReading(IReadOnlyList<string> Genres, string Shown, IReadOnlyList<string> Others);

/// <summary>Reads files with programs that share nothing with this project.</summary>
internal static class IndependentReaders
{
    private const string Script = """
        import sys, json, hashlib, subprocess, concurrent.futures, mutagen
        GENRE = {'©gen', 'wm/genre'}
        def run(*command): return subprocess.run(command, check=True, stdin=subprocess.DEVNULL, capture_output=True).stdout.decode()
        def digest(value): return hashlib.sha256(value if isinstance(value, bytes) else repr(value).encode()).hexdigest()
        def read(path):
            genres, others = [], []
            tags = getattr(mutagen.File(path), 'tags', None)
            items = tags.items() if hasattr(tags, 'items') else []
            for key, value in sorted(items):
                if key == 'TCON': genres += value.genres
                elif key.lower() in GENRE: genres += [str(v) for v in value]
                # Items named by a list of keys are numbers to mutagen; ffprobe reads their names.
                elif 'genrequeue' not in key.lower() and key[0] != '\0': others.append(key + ' ' + ' '.join(map(digest, value if isinstance(value, list) else [value])))
            probe = json.loads(run('ffprobe', '-v', 'error', '-show_format', '-show_streams', '-show_chapters', '-of', 'json', path))
            shown = ''
            for part in probe['streams'] + [probe['format']]:
                found = part.get('tags', {})
                for key in list(found):
                    if key.lower() == 'genre': shown = found.pop(key) if part is probe['format'] else shown
                    elif 'genrequeue' in key.lower() or key in ('MODEL', 'PROBABILITY', 'GENRES'): found.pop(key)
                if not found: part.pop('tags', None)
                # ffprobe takes the length of DSF from the size of the file.
                if path.endswith('.dsf'):
                    for key in ('duration', 'duration_ts'): part.pop(key, None)
            for key in ('filename', 'size', 'bit_rate'): probe['format'].pop(key, None)
            others.append(json.dumps(probe, sort_keys=True))
            others.append(run('ffmpeg', '-v', 'error', '-i', path, '-map', '0:a', '-f', 'md5', '-', '-map', '0', '-c', 'copy', '-f', 'framemd5', '-'))
            return [genres, shown, others]
        with concurrent.futures.ThreadPoolExecutor(2) as pool: print(json.dumps(list(pool.map(read, sys.argv[1:]))))
        """;

    /// <summary>Reads files.</summary>
    public static async Task<IReadOnlyList<IndependentReading>> ReadAsync(IEnumerable<string> paths)
    {
        var read = JsonSerializer.Deserialize<JsonElement[]>(await Python.RunAsync(Script, [.. paths]))!;
        return [.. read.Select(file => new IndependentReading(file[0].Deserialize<string[]>()!, file[1].GetString()!, file[2].Deserialize<string[]>()!))];
    }
}
