using System.Buffers.Binary;
using System.Text;

namespace GenreQueue.Library.Tags.Riff;

/// <summary>A chunk of a file.</summary>
/// <param name="Name">Its name, of four characters.</param>
/// <param name="Content">What is behind its size.</param>
/// <param name="Range">All of it, with the byte behind an odd length if it is there.</param>
internal sealed record Chunk(string Name, ByteRange Content, ByteRange Range)
{
    /// <summary>Offset of the first byte behind it.</summary>
    public long End => Range.Start + Range.Length;
}

/// <summary>The chunks of a file.</summary>
internal sealed class ChunkFile
{
    private const int MostChunks = 10_000;
    private const string Sizes64 = "ds64";

    private readonly FileStream _file;
    private readonly List<Chunk> _chunks = [];
    private readonly long _length;
    private readonly ulong _size;
    private readonly bool _has64;
    private readonly ulong _audioSize;

    /// <summary>Reads the chunks.</summary>
    /// <exception cref="TagException">They are damaged.</exception>
    public ChunkFile(FileStream file, ChunkStyle style)
    {
        (_file, _length, Style) = (file, file.Length, style);
        _size = style.ReadSize(_file.ReadAt(ChunkStyle.NameLength, style.SizeLength));
        _has64 = Name(0) is "RF64" or "BW64";
        if (_has64)
        {
            if (_length < FirstChunk + 24 || Name(FirstChunk) != Sizes64) throw new TagException(TagErrors.Unreadable, "The file has no chunk with its size.");
            _size = BinaryPrimitives.ReadUInt64LittleEndian(_file.ReadAt(SizeOffset, sizeof(ulong)));
            _audioSize = BinaryPrimitives.ReadUInt64LittleEndian(_file.ReadAt(SizeOffset + sizeof(ulong), sizeof(ulong)));
        }
        ReadChunks();
    }

    /// <summary>How the file is made.</summary>
    public ChunkStyle Style { get; }

    /// <summary>The chunks in their order.</summary>
    public IReadOnlyList<Chunk> Chunks => _chunks;

    /// <summary>Whether the file does not say where the audio ends, as in a recording that was cut off: it is taken to end with the file.</summary>
    public bool HasOpenAudio { get; private set; }

    /// <summary>Offset of the first chunk.</summary>
    public int FirstChunk => Style.HeaderLength + ChunkStyle.NameLength;

    /// <summary>Offset behind the last chunk. What follows belongs to no chunk.</summary>
    public long End => _chunks.Count == 0 ? FirstChunk : _chunks[^1].End;

    private long SizeOffset => _has64 ? FirstChunk + ChunkStyle.NameLength + sizeof(uint) : ChunkStyle.NameLength;

    private long ClaimedEnd => (long)Math.Min(_size, long.MaxValue / 2) + Style.HeaderLength;

    private bool KnowsSize => _size != 0 && (_size != uint.MaxValue || Style.SizeLength == sizeof(ulong) || _has64);

    /// <summary>Corrects the size of the file in its header after the chunks have changed.</summary>
    /// <exception cref="TagException">The file is too large for its format.</exception>
    public void UpdateSize()
    {
        if (!KnowsSize) return;
        var change = _file.Length - _length;
        var end = Math.Max(ClaimedEnd, End) + change;
        if (!HasOpenAudio) end = Math.Min(end, _file.Length);
        var size = end - Style.HeaderLength;
        byte[] bytes;
        if (_has64) BinaryPrimitives.WriteInt64LittleEndian(bytes = new byte[sizeof(ulong)], size);
        else bytes = Style.Size(size);
        _file.Position = SizeOffset;
        _file.Write(bytes);
    }

    private void ReadChunks()
    {
        var limit = KnowsSize ? Math.Min(_length, ClaimedEnd) : _length;
        for (long at = FirstChunk; limit - at >= Style.HeaderLength && !HasOpenAudio; at = End)
        {
            if (!IsChunkAt(at))
            {
                if (_chunks.Exists(IsAudio)) return;
                throw new TagException(TagErrors.Unreadable, "A chunk of the file has no name.");
            }
            if (_chunks.Count == MostChunks) throw new TagException(TagErrors.Unreadable, $"The file has more than {MostChunks:N0} chunks.");
            _chunks.Add(ReadChunk(at));
        }
    }

    private Chunk ReadChunk(long start)
    {
        var name = Name(start);
        var size = Style.ReadSize(_file.ReadAt(start + ChunkStyle.NameLength, Style.SizeLength));
        if (_has64 && name == "data" && size == uint.MaxValue) size = _audioSize;
        var content = start + Style.HeaderLength;
        var left = (ulong)(_length - content);
        var isAudio = Style.Audio.Contains(name);
        HasOpenAudio = isAudio && (size > left || (size == 0 && left > 0 && !IsChunkAt(content)));
        if (HasOpenAudio) size = left;
        if (size > left) throw new TagException(TagErrors.Unreadable, $"The chunk '{name}' is longer than the file.");
        var end = content + (long)size;
        if ((size & 1) != 0 && HasPaddingAt(end)) end++;
        return new Chunk(name, new ByteRange(content, (long)size), new ByteRange(start, end - start));
    }

    /// <summary>Whether a byte follows a chunk of odd length; some programs forget it.</summary>
    private bool HasPaddingAt(long end) => end < _length && (_file.ReadAt(end, 1)[0] == 0 || !IsChunkAt(end));

    private bool IsChunkAt(long start) => _length - start >= Style.HeaderLength && ChunkStyle.IsName(_file.ReadAt(start, ChunkStyle.NameLength));

    private bool IsAudio(Chunk chunk) => Style.Audio.Contains(chunk.Name);

    private string Name(long start) => Encoding.Latin1.GetString(_file.ReadAt(start, ChunkStyle.NameLength));
}
