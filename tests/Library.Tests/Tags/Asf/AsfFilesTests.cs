using GenreQueue.Fixtures.Audio;
using GenreQueue.Fixtures.Tags;
using GenreQueue.Library.Genres;
using GenreQueue.Library.Tags;
using Xunit;

namespace GenreQueue.Library.Tests.Tags.Asf;

/// <summary>Files of ffmpeg and mutagen, read by both.</summary>
public sealed class AsfFilesTests : IDisposable
{
    private const string MutagenTags = """
        import sys, shutil, os
        from mutagen.asf import ASF, ASFByteArrayAttribute, ASFUnicodeAttribute, ASFDWordAttribute
        folder = sys.argv[1]
        def tag(name, padding, **more):
            path = os.path.join(folder, name)
            shutil.copy(os.path.join(folder, 'plain.wma'), path)
            file = ASF(path)
            file.tags.update({'Title': ['Ein Lied'], 'Author': ['A'], 'WM/Year': ['1959'], 'WM/Composer': ['X', 'Y'], 'WM/Count': [ASFDWordAttribute(7)],
                'WM/Picture': [ASFByteArrayAttribute(b'\3' + bytes(4) + bytes(range(256)) * 4000)],
                'WM/Mood': [ASFUnicodeAttribute('happy', stream=1, language=0)]})
            file.tags.update(more)
            file.save(padding=lambda info: padding)
        tag('tagged.wma', 0, **{'WM/Genre': ['Jazz', 'Big Band']})
        tag('padded.wma', 4000, **{'WM/Genre': ['Jazz']})
        tag('no-genre.wma', 10)
        tag('library.wma', 0, **{'WM/Genre': [ASFUnicodeAttribute('Jazz', stream=1)]})
        """;

    private static readonly string[] Genres = ["Rock", "Électronique 電子"];

    private readonly string _folder = Directory.CreateTempSubdirectory("genrequeue-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact(Timeout = 120_000)]
    public async Task Only_the_genre_changes()
    {
        AudioEncoder.Encode(Synthesis.Music(2), AudioEncoding.Wma, Path.Combine(_folder, "plain.wma"));
        await Python.RunAsync(MutagenTags, _folder);
        string[] files = [.. Directory.GetFiles(_folder).Order(StringComparer.Ordinal)];
        var before = await IndependentReaders.ReadAsync(files);
        var readings = files.Select(path => WithFile.Get(path, GenreTags.Read)).ToList();

        foreach (var path in files) WithFile.Do(path, file => GenreTags.Write(file, new GenreWrite(Genres, new Provenance("gtzan", "3", 0.87, Genres))));
        var after = await IndependentReaders.ReadAsync(files);

        for (var i = 0; i < files.Length; i++)
        {
            Assert.Equal(before[i].Genres, readings[i].Genres);
            Assert.Equal(before[i].Others, after[i].Others);
            Assert.Equal(Genres, after[i].Genres);
            Assert.Contains(after[i].Shown, Genres);

            WithFile.Do(files[i], file => GenreTags.Restore(file, readings[i].Snapshot));
            Assert.Equal(Readings.Describe(readings[i]), Readings.Describe(WithFile.Get(files[i], GenreTags.Read)));
        }
    }
}
