using System.Diagnostics;
using GenreQueue.Fixtures.Audio;
using GenreQueue.Library.Genres;
using GenreQueue.Library.Tags;
using Xunit;

namespace GenreQueue.Library.Tests.Tags.Matroska;

/// <summary>Files of ffmpeg, read by it.</summary>
public sealed class MatroskaFilesTests : IDisposable
{
    private static readonly string[] Genres = ["Rock", "Électronique 電子"];

    private readonly string _folder = Directory.CreateTempSubdirectory("genrequeue-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact(Timeout = 120_000)]
    public async Task Only_the_genre_changes()
    {
        AudioEncoder.Encode(Synthesis.Music(2), AudioEncoding.WebmOpus, Path.Combine(_folder, "opus.webm"));
        await File.WriteAllTextAsync(Path.Combine(_folder, "chapters.txt"), ";FFMETADATA1\ntitle=T\n[CHAPTER]\nTIMEBASE=1/1000\nSTART=0\nEND=1000\ntitle=One\n", TestContext.Current.CancellationToken);
        Ffmpeg(
        [
            "-i", "opus.webm", "-i", "chapters.txt", "-f", "lavfi", "-i", "color=c=red:s=64x64:r=5:d=2",
            "-map", "0:a", "-map_metadata", "1", "-metadata", "genre=Jazz", "-c:a", "flac", "flac.mka",
            "-map", "0:a", "-c:a", "flac", "-cues_to_front", "1", "-reserve_index_space", "2000", "-metadata", "genre=Jazz", "front.mka",
            "-map", "0:a", "-c:a", "copy", "-live", "1", "-metadata", "genre=Jazz", "-f", "matroska", "live.mka",
            "-map", "0:a", "-map", "2:v", "-c:a", "copy", "-c:v", "mpeg4", "video.mkv",
        ]);
        string[] files = [.. Directory.GetFiles(_folder, "*.*").Where(path => !path.EndsWith(".txt", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];
        var before = await IndependentReaders.ReadAsync(files);
        var readings = files.Select(path => WithFile.Get(path, GenreTags.Read)).ToList();

        foreach (var path in files) WithFile.Do(path, file => GenreTags.Write(file, new GenreWrite(Genres, new Provenance("gtzan", "3", 0.87, Genres))));
        var after = await IndependentReaders.ReadAsync(files);

        for (var i = 0; i < files.Length; i++)
        {
            Assert.Equal(before[i].Shown, readings[i].Genres.SingleOrDefault() ?? "");
            Assert.Equal(before[i].Others, after[i].Others);
            Assert.Contains(after[i].Shown, Genres);
            Assert.Equal(Genres, WithFile.Get(files[i], GenreTags.Read).Genres);

            WithFile.Do(files[i], file => GenreTags.Restore(file, readings[i].Snapshot));
            Assert.Equal(Readings.Describe(readings[i]), Readings.Describe(WithFile.Get(files[i], GenreTags.Read)));
        }
    }

    private void Ffmpeg(string[] arguments)
    {
        using var ffmpeg = Process.Start(new ProcessStartInfo("ffmpeg", ["-v", "error", .. arguments]) { WorkingDirectory = _folder })!;
        ffmpeg.WaitForExit();
        Assert.Equal(0, ffmpeg.ExitCode);
    }
}
