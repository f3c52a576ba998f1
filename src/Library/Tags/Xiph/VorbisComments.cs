using System.Buffers.Binary;
using System.Text;

namespace GenreQueue.Library.Tags.Xiph;

/// <summary>The comments of FLAC and Ogg files, byte for byte.</summary>
internal sealed class VorbisComments
{
    private const int MostComments = 1 << 16;

    private readonly ReadOnlyMemory<byte> _vendor;
    private readonly ReadOnlyMemory<byte> _tail;
    private readonly int _padding;

    /// <summary>Parses the comments.</summary>
    /// <param name="bytes">From the length of the vendor's name on; the comments share this memory.</param>
    /// <param name="framed">Whether a byte with the lowest bit set follows the comments, as in Ogg Vorbis.</param>
    /// <exception cref="TagException">The comments are damaged.</exception>
    public VorbisComments(ReadOnlyMemory<byte> bytes, bool framed)
    {
        _vendor = Take(ref bytes, Number(ref bytes));
        var count = Number(ref bytes);
        if (count > MostComments) throw new TagException(TagErrors.Unreadable, "The number of Vorbis comments is damaged.");
        for (; count > 0; count--) List.Add(new VorbisComment(Take(ref bytes, Number(ref bytes))));
        if (framed && (bytes.IsEmpty || (bytes.Span[0] & 1) == 0)) throw new TagException(TagErrors.Unreadable, "The Vorbis comments lack their framing bit.");
        var frame = framed ? 1 : 0;
        // Bytes of unknown meaning are kept with the zeros behind them.
        _padding = bytes.Span[frame..].ContainsAnyExcept((byte)0) ? 0 : bytes.Length - frame;
        _tail = bytes[..^_padding];
    }

    /// <summary>No comments and no vendor.</summary>
    public VorbisComments() : this(new byte[2 * sizeof(uint)], framed: false)
    {
    }

    /// <summary>The comments in their order.</summary>
    public List<VorbisComment> List { get; } = [];

    /// <summary>Name of the program that made the file.</summary>
    public ReadOnlySpan<byte> Vendor => _vendor.Span;

    /// <summary>What follows the comments and is not padding.</summary>
    public ReadOnlySpan<byte> Tail => _tail.Span;

    /// <summary>The bytes from the length of the vendor's name on. Zeros at the end shrink and grow, if there were some.</summary>
    /// <param name="oldLength">Length to keep where the zeros allow it.</param>
    /// <exception cref="TagException">The comments are too large.</exception>
    public byte[] ToBytes(int oldLength)
    {
        var length = 2L * sizeof(uint) + _vendor.Length + List.Sum(comment => (long)sizeof(uint) + comment.Bytes.Length) + _tail.Length;
        if (length > OggStream.MostHeaderBytes) throw new TagException(TagErrors.Unsupported, "The comments are larger than 64 MB.");
        var bytes = new byte[_padding > 0 ? Math.Max(length, oldLength) : length];
        var rest = Put(bytes, _vendor.Span);
        BinaryPrimitives.WriteInt32LittleEndian(rest, List.Count);
        rest = rest[sizeof(uint)..];
        foreach (var comment in List) rest = Put(rest, comment.Bytes.Span);
        _tail.Span.CopyTo(rest);
        return bytes;
    }

    private static Span<byte> Put(Span<byte> to, ReadOnlySpan<byte> text)
    {
        BinaryPrimitives.WriteInt32LittleEndian(to, text.Length);
        text.CopyTo(to[sizeof(uint)..]);
        return to[(sizeof(uint) + text.Length)..];
    }

    private static uint Number(ref ReadOnlyMemory<byte> bytes) => BinaryPrimitives.ReadUInt32LittleEndian(Take(ref bytes, sizeof(uint)).Span);

    private static ReadOnlyMemory<byte> Take(ref ReadOnlyMemory<byte> bytes, uint length)
    {
        if (length > (uint)bytes.Length) throw new TagException(TagErrors.Unreadable, "The Vorbis comments are longer than their block.");
        var taken = bytes[..(int)length];
        bytes = bytes[(int)length..];
        return taken;
    }
}

/// <summary>One comment.</summary>
/// <param name="Bytes">Name, equals sign and value; a damaged one has no equals sign.</param>
internal readonly record struct VorbisComment(ReadOnlyMemory<byte> Bytes)
{
    /// <summary>A comment of this name.</summary>
    public static VorbisComment Of(string name, ReadOnlySpan<byte> value) => new((byte[])[.. Encoding.Latin1.GetBytes(name), (byte)'=', .. value]);

    /// <summary>A comment of this name.</summary>
    public static VorbisComment Of(string name, string value) => Of(name, Encoding.UTF8.GetBytes(value));

    /// <summary>The name as the file spells it, one character per byte; empty without an equals sign.</summary>
    public string Name => Encoding.Latin1.GetString(Bytes.Span[..Math.Max(0, Equal)]);

    /// <summary>The bytes of the value.</summary>
    public ReadOnlySpan<byte> Value => Bytes.Span[(Equal + 1)..];

    private int Equal => Bytes.Span.IndexOf((byte)'=');
}
