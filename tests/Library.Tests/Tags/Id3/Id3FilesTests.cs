using GenreQueue.Fixtures.Audio;
using GenreQueue.Fixtures.Tags;
using GenreQueue.Library.Genres;
using GenreQueue.Library.Tags;
using Xunit;

namespace GenreQueue.Library.Tests.Tags.Id3;

/// <summary>Files of ffmpeg and mutagen, read by both.</summary>
public sealed class Id3FilesTests : IDisposable
{
    private const string MutagenTags = """
        import os, shutil, struct, sys, zlib
        from mutagen.aiff import AIFF
        from mutagen.apev2 import APEv2
        from mutagen.dsf import DSF
        from mutagen.id3 import Frames, ID3, MakeID3v1
        from mutagen.id3._util import BitPaddedInt, unsynch
        from mutagen.wave import WAVE
        globals().update(Frames)
        os.chdir(sys.argv[1])
        def part(name, data): return struct.pack('>L', len(data)) + name + data + struct.pack('>L', zlib.crc32(name + data))
        pixel = part(b'IHDR', struct.pack('>LLBBBBB', 1, 1, 8, 0, 0, 0, 0)) + part(b'IDAT', zlib.compress(b'\0\xff')) + part(b'IEND', b'')
        cover = b'\x89PNG\r\n\x1a\n' + pixel + b'\xff\xe0\xff\0' * 500
        def frames(genre, picture):
            texts = [TIT2(3, ['Ein Lied 歌']), TPE1(3, ['A', 'B']), TDRC(3, ['2001-02-03']), TXXX(3, 'replaygain_track_gain', ['-6.5 dB']), TXXX(0, 'x', ['y'])]
            genres = [TCON(3, genre)] if genre else []
            return texts + genres + [
                APIC(0, 'image/png', 3, 'Cover', picture), APIC(0, 'image/png', 4, 'Back', cover), USLT(1, 'deu', 'x', 'La la\n' * 300),
                SYLT(3, 'eng', 2, 1, 'x', [('La', 0), ('la', 500)]), RVA2('track', 1, -3.0, 0.5), PRIV('me', b'\0\1\xff\xe0'), POPM('a@b', 200, 7),
                UFID('x', b'1'), GEOB(0, 'a/b', 'f', 'd', b'\0' * 99), COMM(0, 'eng', '', ['c']), COMM(3, 'deu', 'x', ['d']),
                CTOC('toc', 3, ['c1'], [TIT2(3, ['All'])]), CHAP('c1', 0, 900, 0xFFFFFFFF, 0xFFFFFFFF, [TIT2(3, ['One'])])]
        def copy(source, name):
            shutil.copy(source, name)
            return name
        def mp3(name, genre, version=4, padding=0, v1=0, picture=cover):
            tag = ID3()
            for frame in frames(genre, picture): tag.add(frame)
            if version == 3: tag.update_to_v23()
            tag.save(copy('none.mp3', name), v1=v1, v2_version=version, v23_sep='/', padding=lambda info: padding)
        mp3('rich24.mp3', ['Jazz', 'Big Band'])
        mp3('rich23.mp3', ['(8)'], version=3)
        mp3('nogenre24.mp3', None, padding=100000)
        mp3('nogenre23.mp3', None, version=3, padding=3)
        mp3('numbers.mp3', ['8', '(96)'], padding=1)
        mp3('large.mp3', ['Jazz'], padding=50, picture=cover + bytes(range(256)) * 40000)
        mp3('v1.mp3', ['Jazz'], version=3, v1=2)
        mp3('ape.mp3', ['Jazz'])
        ape = APEv2()
        ape['Genre'] = ['Jazz']
        ape['Title'] = 'Ein Lied'
        ape.save('ape.mp3')
        copy('none.mp3', 'onlyv1.mp3')
        with open('onlyv1.mp3', 'ab') as file: file.write(MakeID3v1(ID3()))
        with open('none.mp3', 'rb') as file: audio = file.read()
        def old(name, flags, version, body):
            if flags: body = unsynch.encode(body)
            with open(name, 'wb') as file: file.write(b'ID3' + bytes([version, 0, flags]) + BitPaddedInt.to_str(len(body)) + body + audio)
        def frame2(name, data): return name + struct.pack('>L', len(data))[1:] + data
        old('v22.mp3', 0, 2, frame2(b'TT2', b'\0Lied') + frame2(b'TCO', b'\0(8)') + frame2(b'PIC', b'\0PNG\3\0' + cover) + frame2(b'ZZZ', b'1'))
        old('unsynchronised.mp3', 0x80, 3, b'TIT2\0\0\0\7\0\0\1\xff\xfeL\0\xe4\0' + b'TCON\0\0\0\5\0\0\0Jazz' + b'ZYXW\0\0\0\4\0\0\xff\xe0\xff\0')
        for kind, name, source in ((WAVE, 'id3.wav', 'none.wav'), (WAVE, 'both.wav', 'info.wav'), (AIFF, 'id3.aiff', 'none.aiff'), (DSF, 'id3.dsf', 'none.dsf')):
            file = kind(copy(source, name))
            file.add_tags()
            for frame in frames(['Jazz'], cover): file.tags.add(frame)
            file.save()
        with open('id3.wav', 'r+b') as file:
            file.seek(0, 2)
            file.write(b'Xtra' + struct.pack('<L', 31) + b'x' * 31 + b'\0')
            size = file.tell()
            file.seek(4)
            file.write(struct.pack('<L', size - 8))
        """;

    private static readonly string[] Genres = ["Rock", "Électronique 電子"];
    private static readonly string[] Joined = ["Rock; Électronique 電子"];

    // These keep version 2.2 or 2.3, in which several genres are one text.
    private static readonly string[] OldTags = ["rich23.mp3", "nogenre23.mp3", "v1.mp3", "v22.mp3", "unsynchronised.mp3"];

    // ffprobe 5.1 overlooks the texts of a WAV file with PRIV, and takes unsynchronised frames of ID3v2.3 for longer than they are.
    private static readonly string[] HiddenFromFFprobe = ["id3.wav", "unsynchronised.mp3"];

    private readonly string _folder = Directory.CreateTempSubdirectory("genrequeue-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact(Timeout = 120_000)]
    public async Task Only_the_genre_changes()
    {
        await CreateAsync();
        string[] files = [.. Directory.GetFiles(_folder).Order(StringComparer.Ordinal)];
        Assert.Equal(20, files.Length);
        var before = await IndependentReaders.ReadAsync(files);
        var readings = files.Select(path => With(path, GenreTags.Read)).ToList();
        var empty = files.Index().Where(at => readings[at.Index].Genres.Count == 0).Select(at => Path.GetFileName(at.Item));
        Assert.Equal(["nogenre23.mp3", "nogenre24.mp3", "none.aiff", "none.dsf", "none.mp3", "none.wav", "onlyv1.mp3"], empty);

        foreach (var path in files) With(path, file => GenreTags.Write(file, new GenreWrite(Genres, new Provenance("gtzan", "3", 0.87, Genres))));
        var after = await IndependentReaders.ReadAsync(files);

        for (var i = 0; i < files.Length; i++)
        {
            var name = Path.GetFileName(files[i]);
            Assert.True(before[i].Others.SequenceEqual(after[i].Others), $"{name}:\n{Difference(before[i], after[i])}\n{Difference(after[i], before[i])}");
            Assert.Equal(Genres, With(files[i], GenreTags.Read).Genres);
            Assert.Equal(OldTags.Contains(name) ? Joined : Genres, after[i].Genres);
            if (!HiddenFromFFprobe.Contains(name)) Assert.Contains(after[i].Shown, (string[])[Genres[0], Joined[0], string.Join(';', Genres)]);

            With(files[i], file => GenreTags.Restore(file, readings[i].Snapshot));
            var restored = With(files[i], GenreTags.Read);
            Assert.Equal(readings[i].Genres, restored.Genres);
            Assert.Equivalent(readings[i].Snapshot, restored.Snapshot, strict: true);
            Assert.Equal(readings[i].Others, restored.Others);
        }
        // Every sixth is enough for programs that take their time.
        static bool IsSixth<T>((int Index, T Item) at) => at.Index % 6 == 0;
        var last = await IndependentReaders.ReadAsync(files.Index().Where(IsSixth).Select(at => at.Item));
        Assert.Equivalent(before.Index().Where(IsSixth).Select(at => at.Item), last, strict: true);
    }

    /// <summary>mutagen takes AAC with ID3v2 for MP3.</summary>
    [Fact(Timeout = 60_000)]
    public async Task AAC_keeps_its_sound()
    {
        var path = AudioEncoder.Encode(Synthesis.Music(1), AudioEncoding.AdtsAac, PathOf("a.aac"));
        var sound = await TagReaders.DecodedAsync(path);

        With(path, file => GenreTags.Write(file, new GenreWrite(Genres, null)));

        Assert.Equal(sound, await TagReaders.DecodedAsync(path));
        Assert.StartsWith(Genres[0], await TagReaders.FFprobeAsync(path), StringComparison.Ordinal);
    }

    private static string Difference(IndependentReading of, IndependentReading from) => string.Join('\n', of.Others.Except(from.Others));

    private async Task CreateAsync()
    {
        var audio = Synthesis.Music(1);
        AudioEncoder.Encode(audio, PathOf("none.mp3"), "-c:a", "libmp3lame", "-b:a", "128k", "-id3v2_version", "0", "-f", "mp3");
        AudioEncoder.Encode(audio, PathOf("none.wav"), "-c:a", "pcm_s16le", "-bitexact", "-f", "wav");
        AudioEncoder.Encode(audio, PathOf("info.wav"), "-c:a", "pcm_s16le", "-metadata", "genre=Jazz", "-metadata", "title=Lied", "-f", "wav");
        AudioEncoder.Encode(audio, AudioEncoding.AiffPcm16, PathOf("none.aiff"));
        await File.WriteAllBytesAsync(PathOf("none.dsf"), DsfFile.Mono(0.5, t => 0.3 * Math.Sin(Math.Tau * 440 * t)));
        await Python.RunAsync(MutagenTags, _folder);
    }

    private string PathOf(string name) => Path.Combine(_folder, name);

    private static void With(string path, Action<FileStream> action) => With(path, file =>
    {
        action(file);
        return 0;
    });

    private static T With<T>(string path, Func<FileStream, T> action)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite);
        return action(file);
    }
}
