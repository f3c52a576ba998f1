using System.Buffers.Binary;
using System.Text;

namespace GenreQueue.Library.Tests.Tags.Asf;

/// <summary>Builds ASF files object by object.</summary>
internal static class AsfBytes
{
    public static byte[] Packets { get; } = [.. Enumerable.Range(0, 4_000).Select(i => (byte)(i * i / 7))];

    public static byte[] Title { get; } = Object("75B22633-668E-11CF-A6D9-00AA0062CE6C", [2, 0, .. new byte[8], 65, 0]);

    public static byte[] Stream { get; } = Object("B7DC0791-A9B7-11CF-8EE6-00C00C205365", new byte[54]);

    public static byte[] Signature { get; } = Object("2211B3FC-BD23-11D2-B4B7-00A0C955FC6E", new byte[40]);

    public static byte[] Object(string id, params byte[][] parts)
    {
        var size = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(size, 24 + parts.Sum(part => part.Length));
        return [.. new Guid(id).ToByteArray(), .. size, .. parts.SelectMany(part => part)];
    }

    public static byte[] Padding(int size) => Object("1806D474-CADF-4509-A4BA-9AABCB96AAE8", new byte[size - 24]);

    public static byte[] Extended(params byte[][] attributes) => Object("D2D0A440-E307-11D2-97F0-00A0C95EA850", [Short(attributes.Length), .. attributes]);

    public static byte[] Metadata(params byte[][] attributes) => Object("C5F8CBEA-5BAF-4877-8467-AA8C44FA4CCA", [Short(attributes.Length), .. attributes]);

    public static byte[] Library(params byte[][] attributes) => Object("44231C94-9498-49D1-A141-1D134E457054", [Short(attributes.Length), .. attributes]);

    public static byte[] Attribute(string name, int type, byte[] value)
    {
        var key = Encoding.Unicode.GetBytes(name + '\0');
        return [.. Short(key.Length), .. key, .. Short(type), .. Short(value.Length), .. value];
    }

    public static byte[] Text(string name, string value) => Attribute(name, 0, Encoding.Unicode.GetBytes(value + '\0'));

    public static byte[] Placed(int language, int stream, string name, int type, byte[] value)
    {
        var key = Encoding.Unicode.GetBytes(name + '\0');
        return [.. Short(language), .. Short(stream), .. Short(key.Length), .. Short(type), .. Number(value.Length), .. key, .. value];
    }

    public static byte[] Placed(int language, int stream, string name, string value) => Placed(language, stream, name, 0, Encoding.Unicode.GetBytes(value + '\0'));

    public static byte[] Extension(params byte[][] objects) => Object(
        "5FBF03B5-A92E-11CF-8EE3-00C00C205365",
        [new Guid("ABD3D211-A9BA-11CF-8EE6-00C00C205365").ToByteArray(), Short(6), Number(objects.Sum(part => part.Length)), .. objects]);

    /// <summary>A file that ends with an index, whose header says the right size of the file.</summary>
    public static byte[] File(params byte[][] objects)
    {
        var data = Object("75B22636-668E-11CF-A6D9-00AA0062CE6C", new byte[26], Packets);
        var index = Object("33000890-E5B1-11CF-89F4-00A0C90349CB", new byte[60]);
        byte[] Properties(long size) => Object("8CABDCA1-A947-11CF-8EE4-00C00C205365", new byte[16], BitConverter.GetBytes(size), new byte[56]);
        byte[] Header(long size) => Object("75B22630-668E-11CF-A6D9-00AA0062CE6C", [Number(objects.Length + 1), [1, 2], Properties(size), .. objects]);
        var length = Header(0).Length + data.Length + index.Length;
        return [.. Header(length), .. data, .. index];
    }

    /// <summary>The size of the file that its header says.</summary>
    public static long SizeIn(byte[] file) => BinaryPrimitives.ReadInt64LittleEndian(file.AsSpan(30 + 24 + 16));

    private static byte[] Short(int value) => [(byte)value, (byte)(value >> 8)];

    private static byte[] Number(int value) => BitConverter.GetBytes(value);
}
