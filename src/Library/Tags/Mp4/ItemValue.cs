using System.Buffers.Binary;
using System.Text;

namespace GenreQueue.Library.Tags.Mp4;

/// <summary>The values of an item of an <c>ilst</c>: one <c>data</c> box each.</summary>
internal static class ItemValue
{
    private const uint Utf8 = 1;
    private const uint Utf16 = 2;
    private const int DataHeader = 16;

    /// <summary>The values that are text.</summary>
    /// <param name="payload">The payload of the item.</param>
    /// <exception cref="TagException">The item is damaged.</exception>
    public static IEnumerable<string> Texts(Memory<byte> payload) => Data(payload).Select(data => data.Kind switch
    {
        0 or Utf8 => Encoding.UTF8.GetString(data.Value.Span),
        Utf16 => Encoding.BigEndianUnicode.GetString(data.Value.Span),
        _ => "",
    }).Select(text => text.TrimEnd('\0'));

    /// <summary>The values that are numbers of 16 bits.</summary>
    /// <param name="payload">The payload of the item.</param>
    /// <exception cref="TagException">The item is damaged.</exception>
    public static IEnumerable<int> Numbers(Memory<byte> payload) =>
        Data(payload).Where(data => data.Value.Length >= 2).Select(data => (int)BinaryPrimitives.ReadUInt16BigEndian(data.Value.Span));

    /// <summary>The payload of an item with these values.</summary>
    public static byte[] Of(IEnumerable<string> texts) => [.. texts.SelectMany(Data)];

    /// <summary>Whether a payload begins with a <c>data</c> box.</summary>
    public static bool IsData(Memory<byte> payload) => payload.Length >= DataHeader && payload.Span[4..8].SequenceEqual("data"u8);

    private static IEnumerable<(uint Kind, Memory<byte> Value)> Data(Memory<byte> payload)
    {
        foreach (var box in BoxParser.Split(payload).Boxes.Where(box => box.Type == "data"))
        {
            if (box.Payload.Length < 8) throw Mp4Errors.Damaged("A value of a tag is cut off.");
            yield return (BinaryPrimitives.ReadUInt32BigEndian(box.Payload.Span), box.Payload[8..]);
        }
    }

    private static byte[] Data(string text)
    {
        var value = Encoding.UTF8.GetBytes(text);
        var bytes = new byte[DataHeader + value.Length];
        BinaryPrimitives.WriteInt32BigEndian(bytes, bytes.Length);
        "data"u8.CopyTo(bytes.AsSpan(4));
        BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(8), Utf8);
        value.CopyTo(bytes, DataHeader);
        return bytes;
    }
}
