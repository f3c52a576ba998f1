using System.Buffers.Binary;
using System.Text;

namespace GenreQueue.Library.Tests.Tags.Mp4;

/// <summary>Builds MP4 files box by box.</summary>
internal static class Mp4Bytes
{
    /// <summary>What <see cref="ChunksOf"/> reads of each chunk.</summary>
    private const int ChunkStart = 16;

    private static readonly int[] Chunks = [0, 1_000, 2_500];

    public static byte[] Audio { get; } = [.. Enumerable.Range(0, 4_000).Select(i => (byte)(i * i / 7))];

    public static byte[] FileType { get; } = Box("ftyp", "M4A \0\0\0\0isom"u8.ToArray());

    public static byte[] Mdat { get; } = Box("mdat", Audio);

    public static byte[] Handler { get; } = Box("hdlr", [0, 0, 0, 0, 0, 0, 0, 0, .. "mdirappl"u8, 0, 0, 0, 0, 0, 0, 0, 0, 0]);

    public static byte[] Name { get; } = Item("©nam", "Ein Lied");

    public static byte[] Cover { get; } = Box("covr", Data(13, [0xFF, 0xD8, .. new byte[50_000]]));

    public static byte[] Foreign { get; } = Box("----", Box("mean", [0, 0, 0, 0, .. "com.apple.iTunes"u8]), Box("name", [0, 0, 0, 0, .. "iTunNORM"u8]), Data(1, " 0000"u8.ToArray()));

    public static byte[] Box(string type, params byte[][] parts) => [.. Number(8 + parts.Sum(part => part.Length)), .. Encoding.Latin1.GetBytes(type), .. parts.SelectMany(part => part)];

    public static byte[] WideBox(string type, params byte[][] parts)
    {
        var size = new byte[8];
        BinaryPrimitives.WriteInt64BigEndian(size, 16 + parts.Sum(part => part.Length));
        return [0, 0, 0, 1, .. Encoding.Latin1.GetBytes(type), .. size, .. parts.SelectMany(part => part)];
    }

    public static byte[] Free(int size) => Box("free", new byte[size - 8]);

    public static byte[] Data(int kind, byte[] value) => Box("data", Number(kind), Number(0), value);

    public static byte[] Item(string type, params string[] texts) => Box(type, [.. texts.Select(text => Data(1, Encoding.UTF8.GetBytes(text)))]);

    public static byte[] Own(string name, string value) =>
        Box("----", Box("mean", [0, 0, 0, 0, .. "com.genrequeue"u8]), Box("name", [0, 0, 0, 0, .. Encoding.UTF8.GetBytes(name)]), Data(1, Encoding.UTF8.GetBytes(value)));

    public static byte[] Numbered(byte genre) => Box("gnre", Data(0, [0, genre]));

    public static byte[] Items(params byte[][] items) => Box("ilst", items);

    public static byte[] Meta(params byte[][] parts) => Box("meta", [[0, 0, 0, 0], Handler, .. parts]);

    public static byte[] Tags(params byte[][] items) => Box("udta", Meta(Items(items)));

    public static byte[] UserText(string type, int language, byte[] text) => Box(type, [.. Short(text.Length), .. Short(language), .. text]);

    public static byte[] Keyed(params byte[][] items)
    {
        byte[] Key(string name) => Box("mdta", Encoding.ASCII.GetBytes(name));
        var keys = Box("keys", Number(0), Number(2), Key("com.apple.quicktime.title"), Key("com.apple.quicktime.genre"));
        return Box("meta", Box("hdlr", [0, 0, 0, 0, 0, 0, 0, 0, .. "mdta"u8, .. new byte[12]]), keys, Items(items));
    }

    public static byte[] MovieFirst(params byte[][] parts) => First([], parts);

    /// <summary>A file whose movie is followed by something and then the audio.</summary>
    public static byte[] First(byte[] between, params byte[][] parts)
    {
        var length = Movie(0, parts).Length;
        return [.. FileType, .. Movie(FileType.Length + length + between.Length + 8, parts), .. between, .. Mdat];
    }

    public static byte[] MovieLast(params byte[][] parts) => [.. FileType, .. Mdat, .. Movie(FileType.Length + 8, parts)];

    /// <summary>A movie with two tracks, one with short and one with long positions.</summary>
    public static byte[] Movie(long audio, params byte[][] parts) => Box("moov", [Box("mvhd", new byte[100]), Track(audio, wide: false), Track(audio, wide: true), .. parts]);

    public static byte[] Track(long audio, bool wide, int flags = 1)
    {
        var positions = Chunks.SelectMany(chunk => wide ? Long(audio + chunk) : Number((int)(audio + chunk))).ToArray();
        var auxiliary = Box("saio", Number(0), Number(1), Number((int)audio));
        var table = Box("stbl", Box("stsd", new byte[20]), Box(wide ? "co64" : "stco", Number(0), Number(Chunks.Length), positions), auxiliary);
        var references = Box("dinf", Box("dref", Number(0), Number(1), Box("url ", Number(flags))));
        return Box("trak", Box("tkhd", new byte[84]), Box("mdia", Box("minf", references, table)));
    }

    /// <summary>A file of fragments: their positions are absolute, as ffmpeg writes them by default.</summary>
    public static byte[] Fragmented(params byte[][] parts)
    {
        var movie = Box("moov", [Box("mvhd", new byte[100]), Track(0, wide: false), Box("mvex", new byte[40]), .. parts]);
        var start = FileType.Length + movie.Length;
        byte[] Fragment() => Box("moof", Box("mfhd", new byte[8]), Box("traf", Box("tfhd", [0, 0, 0, 1], Number(1), Long(start)), Box("trun", new byte[8])));
        var access = Box("mfra", Box("tfra", [1, 0, 0, 0], Number(1), [0, 0, 0, 0b_10_01_00], Number(1), Long(0), Long(start), [1, 1, 1, 1, 1, 1]), Box("mfro", Number(0), Number(70)));
        return [.. FileType, .. movie, .. Fragment(), .. Mdat, .. access];
    }

    /// <summary>The first bytes of every chunk that the tables of positions name.</summary>
    public static List<string> ChunksOf(byte[] file)
    {
        var found = new List<string>();
        foreach (var (type, width) in (ReadOnlySpan<(string, int)>)[("stco", 4), ("co64", 8), ("saio", 4), ("tfhd", -8), ("tfra", -16)])
        {
            for (var at = 0; (at = Find(file, type, at)) >= 0; at++)
            {
                var entries = at + 12;
                var count = width < 0 ? 1 : BinaryPrimitives.ReadInt32BigEndian(file.AsSpan(at + 8));
                for (var i = 0; i < count; i++)
                {
                    var position = width switch
                    {
                        4 => BinaryPrimitives.ReadUInt32BigEndian(file.AsSpan(entries + 4 * i)),
                        8 => BinaryPrimitives.ReadInt64BigEndian(file.AsSpan(entries + 8 * i)),
                        -8 => BinaryPrimitives.ReadInt64BigEndian(file.AsSpan(entries)),
                        _ => BinaryPrimitives.ReadInt64BigEndian(file.AsSpan(entries + 16)),
                    };
                    found.Add(Convert.ToHexString(file.AsSpan((int)position, ChunkStart)));
                }
            }
        }
        return found;
    }

    public static byte[] Number(int value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(bytes, value);
        return bytes;
    }

    private static byte[] Long(long value) => [.. Number((int)(value >> 32)), .. Number((int)value)];

    private static byte[] Short(int value) => [(byte)(value >> 8), (byte)value];

    private static int Find(byte[] file, string type, int from)
    {
        var found = file.AsSpan(from).IndexOf(Encoding.ASCII.GetBytes(type));
        return found < 0 ? -1 : from + found;
    }
}
