using GenreQueue.Fixtures.Audio;
using GenreQueue.Fixtures.Tags;
using Xunit;

namespace GenreQueue.Library.Tests.Tags.Xiph;

/// <summary>FLAC and Ogg files by ffmpeg, with many and large tags by mutagen.</summary>
[CollectionDefinition(nameof(XiphFiles))]
public sealed class XiphFiles : IAsyncLifetime, ICollectionFixture<XiphFiles>
{
    private const string Script = """
        import base64, os, struct, sys, zlib
        from mutagen.flac import FLAC, Picture
        import mutagen
        chunk = lambda name, data: struct.pack('>I', len(data)) + name + data + struct.pack('>I', zlib.crc32(name + data))
        def picture(size):
            picture = Picture()
            picture.type, picture.mime, picture.desc = 3, 'image/png', 'Ümschlag'
            picture.data = b'\x89PNG\r\n\x1a\n' + chunk(b'IHDR', struct.pack('>IIBBBBB', 1, 1, 8, 0, 0, 0, 0)) + chunk(b'IDAT', zlib.compress(b'\0\0')) + chunk(b'raNd', os.urandom(size)) + chunk(b'IEND', b'')
            return picture
        for path in sys.argv[1:]:
            file = mutagen.File(path)
            if file.tags is None: file.add_tags()
            file.tags[:] = [('Title', 'Ein Lied'), ('ARTIST', 'A'), ('artist', 'B'), ('Genre', 'Jazz'), ('COMMENT', 'a=b=c\nd'), ('GENRE', 'jazz'),
                ('REPLAYGAIN_TRACK_GAIN', '-3 dB'), ('LYRICS', 'la ' * 1000), ('CHAPTER001', '00:00:01.000'), ('EMPTY', ''), ('TRACKNUMBER', '7')]
            if isinstance(file, FLAC):
                file.add_picture(picture(10_000_000))
                file.add_picture(picture(100_000))
            else:
                file.tags.append(('METADATA_BLOCK_PICTURE', base64.b64encode(picture(3_400_000).write()).decode()))
            file.save(padding=lambda info: 0)
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("genrequeue-xiph-").FullName;
    private readonly Dictionary<string, byte[]> _plain = [];
    private readonly Dictionary<string, byte[]> _rich = [];

    /// <summary>The file as ffmpeg made it: <c>flac</c>, <c>ogg</c>, <c>opus</c>, <c>oga</c> (FLAC), <c>spx</c> or <c>ogv</c> (Theora and Vorbis).</summary>
    public byte[] Plain(string format) => _plain[format];

    /// <summary>The file with tags, its genres <c>Genre=Jazz</c> and <c>GENRE=jazz</c>.</summary>
    public byte[] Rich(string format) => _rich[format];

    public async ValueTask InitializeAsync()
    {
        var audio = Synthesis.Music(1.5, rate: 32_000);
        foreach (var (format, arguments) in new (string, string[])[]
        {
            ("flac", ["-c:a", "flac", "-f", "flac"]),
            ("ogg", ["-c:a", "libvorbis", "-f", "ogg"]),
            ("opus", ["-c:a", "libopus", "-f", "opus"]),
            ("oga", ["-c:a", "flac", "-f", "oga"]),
            ("spx", ["-c:a", "libspeex", "-f", "spx"]),
            ("ogv", ["-f", "lavfi", "-i", "color=c=navy:s=64x64:r=5", "-c:v", "libtheora", "-c:a", "libvorbis", "-shortest", "-f", "ogv"]),
        })
        {
            var path = Path.Combine(_folder, $"a.{format}");
            _plain[format] = await File.ReadAllBytesAsync(AudioEncoder.Encode(audio, path, arguments));
        }
        await Python.RunAsync(Script, [.. _plain.Keys.Where(format => format != "ogv").Select(format => Path.Combine(_folder, $"a.{format}"))]);
        foreach (var format in _plain.Keys) _rich[format] = await File.ReadAllBytesAsync(Path.Combine(_folder, $"a.{format}"));
    }

    public ValueTask DisposeAsync()
    {
        Directory.Delete(_folder, true);
        return ValueTask.CompletedTask;
    }
}
