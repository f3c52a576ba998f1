using System.Buffers.Binary;

namespace GenreQueue.Library.Tags.Id3;

/// <summary>Frames that hold offsets from the start of the file, which move with the audio: chapters and the index for seeking.</summary>
internal static class Id3Positions
{
    private const uint None = uint.MaxValue;

    /// <summary>The frame after the audio has moved.</summary>
    /// <param name="frame">Any frame.</param>
    /// <param name="distance">How far the audio moves, in bytes.</param>
    public static Id3Frame Shift(Id3Frame frame, long distance) =>
        Change(frame, offset => offset + distance is >= 0 and < None and var moved ? (uint)moved : None);

    /// <summary>The bytes of the frame without the offsets.</summary>
    public static ReadOnlySpan<byte> Masked(Id3Frame frame) => Change(frame, _ => 0).Raw.Span;

    private static Id3Frame Change(Id3Frame frame, Func<uint, uint> change)
    {
        const int chapterTimes = 8;
        // Compressed, encrypted or unsynchronised frames are not taken apart.
        if (frame.Style.Version == 2 || frame.Style.IsUnsynchronised || frame.Raw.Span[9] != 0) return frame;
        var payload = frame.Raw.Span[frame.Style.HeaderLength..];
        int[] offsets = frame.Id switch
        {
            "CHAP" when payload.IndexOf((byte)0) is >= 0 and var end => [end + 1 + chapterTimes, end + 1 + chapterTimes + sizeof(uint)],
            "ASPI" => [0],
            _ => [],
        };
        if (offsets.Length == 0 || payload.Length < offsets[^1] + sizeof(uint)) return frame;

        var raw = frame.Raw.ToArray();
        foreach (var offset in offsets)
        {
            var place = raw.AsSpan(frame.Style.HeaderLength + offset);
            var value = BinaryPrimitives.ReadUInt32BigEndian(place);
            if (value != None) BinaryPrimitives.WriteUInt32BigEndian(place, change(value));
        }
        return frame with { Raw = raw };
    }
}
