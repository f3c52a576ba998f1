using System.Diagnostics;
using GenreQueue.Fixtures.Audio;
using GenreQueue.Fixtures.Tags;
using GenreQueue.Library.Genres;
using GenreQueue.Library.Tags;
using Xunit;

namespace GenreQueue.Library.Tests.Tags.Mp4;

/// <summary>Files of ffmpeg and mutagen, read by both.</summary>
public sealed class Mp4FilesTests : IDisposable
{
    private const string MutagenTags = """
        import sys, shutil, os
        from mutagen.mp4 import MP4, MP4Cover, MP4FreeForm
        folder = sys.argv[1]
        def tag(name, source, padding, **more):
            path = os.path.join(folder, name)
            shutil.copy(os.path.join(folder, source), path)
            file = MP4(path)
            file.tags.update({'©nam': ['Ein Lied'], '©ART': ['A', 'B'], 'trkn': [(3, 9)], 'cpil': True, 'tmpo': [120],
                '----:com.apple.iTunes:replaygain_track_gain': [MP4FreeForm(b'-6.5 dB')], '----:org.example:raw': [MP4FreeForm(b'\0\1\2', 0), MP4FreeForm(b'b', 1)]})
            file.tags.update(more)
            file.save(padding=lambda info: padding)
        with open(os.path.join(folder, 'cover.jpg'), 'rb') as picture: cover = [MP4Cover(picture.read() + bytes(range(256)) * 40000, MP4Cover.FORMAT_JPEG)]
        tag('cover.m4a', 'fast.m4a', 0, covr=cover, **{'©gen': ['Jazz']})
        tag('cover-last.m4a', 'last.m4a', 0, covr=cover)
        tag('padded.m4a', 'fast.m4a', 20000, **{'©gen': ['Jazz', 'Big Band']})
        tag('lyrics.m4a', 'alac.m4a', 5, **{'©lyr': ['La la\n' * 3000]})
        """;

    private static readonly string[] Genres = ["Rock", "Électronique 電子"];

    private readonly string _folder = Directory.CreateTempSubdirectory("genrequeue-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact(Timeout = 120_000)]
    public async Task Only_the_genre_changes()
    {
        await CreateAsync();
        string[] files = [.. Directory.GetFiles(_folder, "*.m*").Append(PathOf("phone.3gp")).Order(StringComparer.Ordinal)];
        Assert.Equal(13, files.Length);
        var before = await IndependentReaders.ReadAsync(files);
        var readings = files.Select(path => WithFile.Get(path, GenreTags.Read)).ToList();

        foreach (var path in files) WithFile.Do(path, file => GenreTags.Write(file, new GenreWrite(Genres, new Provenance("gtzan", "3", 0.87, Genres))));
        var after = await IndependentReaders.ReadAsync(files);

        for (var i = 0; i < files.Length; i++)
        {
            var name = Path.GetFileName(files[i]);
            Assert.True(before[i].Others.SequenceEqual(after[i].Others), $"{name}:\n{string.Join('\n', before[i].Others)}\n{string.Join('\n', after[i].Others)}");
            Assert.Equal(Genres, WithFile.Get(files[i], GenreTags.Read).Genres);
            if (name is not ("quick.mov" or "keys.mov" or "phone.3gp")) Assert.Equal(Genres, after[i].Genres);
            // ffprobe does not show the genre of 3GPP files at all.
            if (name != "phone.3gp") Assert.Contains(after[i].Shown, (string[])[Genres[0], string.Join("; ", Genres)]);

            WithFile.Do(files[i], file => GenreTags.Restore(file, readings[i].Snapshot));
            Assert.Equal(Readings.Describe(readings[i]), Readings.Describe(WithFile.Get(files[i], GenreTags.Read)));
        }
    }

    private async Task CreateAsync()
    {
        AudioEncoder.Encode(Synthesis.Music(2), AudioEncoding.M4aAac, PathOf("last.m4a"));
        await File.WriteAllTextAsync(PathOf("chapters.txt"), ";FFMETADATA1\ntitle=T\n[CHAPTER]\nTIMEBASE=1/1000\nSTART=0\nEND=1000\ntitle=One\n[CHAPTER]\nTIMEBASE=1/1000\nSTART=1000\nEND=2000\ntitle=Two\n");
        string[] jazz = ["-metadata", "genre=Jazz", "-c", "copy"];
        string[] fragments = ["-c", "copy", "-frag_duration", "500000", "-f", "mp4", "-movflags"];
        Ffmpeg(
        [
            "-i", "last.m4a", "-i", "chapters.txt", "-f", "lavfi", "-i", "color=c=red:s=64x64:r=5:d=1",
            "-map", "2:v", "-frames:v", "1", "cover.jpg",
            "-map", "0:a", "-map_metadata", "1", "-c", "copy", "-movflags", "+faststart", "-f", "ipod", "fast.m4a",
            "-map", "0:a", "-map", "2:v", "-c:a", "copy", "-c:v", "mpeg4", "-movflags", "+faststart", "-f", "mp4", "video.mp4",
            "-map", "0:a", "-map_chapters", "-1", "-c:a", "alac", "-movflags", "+faststart", "-f", "ipod", "alac.m4a",
            "-map", "0:a", .. jazz, "-f", "mov", "quick.mov",
            "-map", "0:a", .. jazz, "-movflags", "use_metadata_tags", "-f", "mov", "keys.mov",
            "-map", "0:a", .. jazz, "-f", "3gp", "phone.3gp",
            "-map", "0:a", "-metadata", "genre=Jazz", .. fragments, "frag_keyframe+empty_moov", "fragments.mp4",
            "-map", "0:a", .. fragments, "frag_keyframe+empty_moov+default_base_moof+global_sidx", "dash.mp4",
        ]);
        await Python.RunAsync(MutagenTags, _folder);
    }

    private void Ffmpeg(string[] arguments)
    {
        using var ffmpeg = Process.Start(new ProcessStartInfo("ffmpeg", ["-v", "error", .. arguments]) { WorkingDirectory = _folder })!;
        ffmpeg.WaitForExit();
        Assert.Equal(0, ffmpeg.ExitCode);
    }

    private string PathOf(string name) => Path.Combine(_folder, name);
}
