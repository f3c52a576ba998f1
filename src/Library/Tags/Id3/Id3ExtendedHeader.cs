namespace GenreQueue.Library.Tags.Id3;

/// <summary>The extended header of an ID3v2.3 or ID3v2.4 tag. Its checksum and its size of the padding follow what is written.</summary>
internal sealed class Id3ExtendedHeader
{
    private readonly byte[] _bytes;
    private readonly int _version;
    private readonly int _checksum;

    private Id3ExtendedHeader(byte[] bytes, int version, int checksum) => (_bytes, _version, _checksum) = (bytes, version, checksum);

    /// <summary>Number of bytes.</summary>
    public int Length => _bytes.Length;

    /// <summary>Reads the extended header in front of the frames; null if the flag in the tag is wrong and frames begin at once.</summary>
    /// <exception cref="TagException">It is damaged.</exception>
    public static Id3ExtendedHeader? Parse(ReadOnlySpan<byte> body, int version)
    {
        if (body.Length < 6) throw Damaged();
        if (Id3Body.IsFrameName(body[..4])) return null;
        return version == 3 ? Parse3(body) : Parse4(body);
    }

    /// <summary>Whether the checksum, if there is one, is that of the rest of the tag.</summary>
    /// <param name="frames">The bytes of the frames.</param>
    /// <param name="padding">Number of zero bytes behind them.</param>
    public bool Fits(ReadOnlySpan<byte> frames, int padding) => _checksum == 0 || ToBytes(frames, padding).AsSpan(_checksum).SequenceEqual(_bytes.AsSpan(_checksum));

    /// <summary>The extended header for other content of the tag.</summary>
    /// <param name="frames">The bytes of the frames.</param>
    /// <param name="padding">Number of zero bytes behind them.</param>
    public byte[] ToBytes(ReadOnlySpan<byte> frames, int padding)
    {
        var bytes = Masked();
        if (_version == 3) Id3Number.WritePlain(bytes.AsSpan(6, 4), (uint)padding);
        if (_checksum == 0) return bytes;
        // The checksum of version 3 leaves the padding out, that of version 4 does not.
        var sum = Crc32(uint.MaxValue, frames);
        if (_version == 3) Id3Number.WritePlain(bytes.AsSpan(_checksum, 4), ~sum);
        else Id3Number.WriteSynchsafe(bytes.AsSpan(_checksum, 5), ~Crc32(sum, new byte[padding]));
        return bytes;
    }

    /// <summary>What does not depend on the frames and the padding.</summary>
    public byte[] Masked()
    {
        var bytes = (byte[])_bytes.Clone();
        if (_version == 3) bytes.AsSpan(6, 4).Clear();
        if (_checksum > 0) bytes.AsSpan(_checksum, _version == 3 ? 4 : 5).Clear();
        return bytes;
    }

    private static Id3ExtendedHeader Parse3(ReadOnlySpan<byte> body)
    {
        const byte hasChecksum = 0x80;
        var checksum = (body[4] & hasChecksum) != 0 ? 10 : 0;
        var length = 10 + (checksum > 0 ? 4 : 0);
        return Id3Number.ReadPlain(body[..4]) + 4 == (uint)length && body.Length >= length
            ? new(body[..length].ToArray(), 3, checksum)
            : throw Damaged();
    }

    private static Id3ExtendedHeader Parse4(ReadOnlySpan<byte> body)
    {
        const byte isUpdate = 0x40, hasChecksum = 0x20, hasRestrictions = 0x10;
        var flags = body[5];
        var at = 6 + ((flags & isUpdate) != 0 ? 1 : 0);
        var checksum = (flags & hasChecksum) != 0 ? at + 1 : 0;
        at += (checksum > 0 ? 6 : 0) + ((flags & hasRestrictions) != 0 ? 2 : 0);
        return Id3Number.ReadSynchsafe(body[..4]) == (uint)at && body.Length >= at && body[4] == 1 && (checksum == 0 || body[checksum - 1] == 5)
            ? new(body[..at].ToArray(), 4, checksum)
            : throw Damaged();
    }

    private static uint Crc32(uint sum, ReadOnlySpan<byte> bytes)
    {
        const uint polynomial = 0xEDB88320;
        foreach (var value in bytes)
        {
            sum ^= value;
            for (var bit = 0; bit < 8; bit++) sum = (sum >> 1) ^ ((sum & 1) * polynomial);
        }
        return sum;
    }

    private static TagException Damaged() => new(TagErrors.Unreadable, "The extended header of the ID3 tag is damaged.");
}
