using System.Text;
using GenreQueue.Library.Tags.Matroska;

namespace GenreQueue.Library.Tests.Tags.Matroska;

/// <summary>Builds Matroska files element by element.</summary>
internal static class MatroskaBytes
{
    private const uint Info = 0x1549A966;
    private const uint Cues = 0x1C53BB6B;
    private const int PositionWidth = 2;

    public static byte[] Start { get; } = Of(MatroskaIds.Ebml, Of(MatroskaIds.DocType, "matroska"u8.ToArray()));

    public static byte[] Title { get; } = Of(Info, Enumerable.Repeat((byte)7, 40).ToArray());

    public static byte[] Index { get; } = Of(Cues, new byte[30]);

    public static byte[] Cluster { get; } = Of(MatroskaIds.Cluster, Of(0xE7, [0]), Of(0xA3, [.. Enumerable.Range(0, 3_000).Select(i => (byte)(i * i / 7))]));

    /// <summary>A cluster whose length is not known.</summary>
    public static byte[] OpenCluster { get; } = [0x1F, 0x43, 0xB6, 0x75, 0xFF, .. Of(0xE7, [0]), .. Of(0xA3, new byte[500])];

    public static byte[] Of(uint id, params byte[][] parts) => Element.Of(id, [.. parts.SelectMany(part => part)]).Bytes.ToArray();

    public static byte[] Void(int size) => Element.Void(size);

    public static byte[] Field(string name, string value) =>
        Of(MatroskaIds.SimpleTag, Of(MatroskaIds.TagName, Encoding.UTF8.GetBytes(name)), Of(0x447A, "und"u8.ToArray()), Of(MatroskaIds.TagString, Encoding.UTF8.GetBytes(value)));

    public static byte[] About(int value, ulong track = 0) =>
        Of(MatroskaIds.Targets, Of(MatroskaIds.TargetTypeValue, [(byte)value]), track == 0 ? [] : Of(MatroskaIds.TargetUids[0], Vint.NumberBytes(track, 8)));

    public static byte[] Tag(params byte[][] parts) => Of(MatroskaIds.Tag, parts);

    public static byte[] Tags(params byte[][] tags) => Of(MatroskaIds.Tags, tags);

    /// <summary>Puts a right checksum into an element.</summary>
    public static byte[] Checked(byte[] element)
    {
        var header = Vint.Read(element)!.Value;
        byte[] payload = element[header.Header..];
        return Of(header.Id, Of(MatroskaIds.Crc32, BitConverter.GetBytes(Crc32.Of(payload))), payload);
    }

    /// <summary>A file whose seek table names all parts of level 1 that are given.</summary>
    public static byte[] File(int gap, params byte[][] parts) => Segment([.. Table(gap, parts), .. parts.SelectMany(part => part)]);

    public static byte[] Segment(byte[] content, bool known = true) =>
        [.. Start, .. Vint.IdBytes(MatroskaIds.Segment), .. known ? Vint.SizeBytes(content.Length, 8) : [0x01, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF], .. content];

    /// <summary>What every entry of the seek table points to, and the cluster's place.</summary>
    public static List<string> TargetsOf(byte[] file)
    {
        var found = new List<string>();
        for (var at = 0; at + 4 < file.Length; at++)
        {
            if (file[at] != 0x53 || file[at + 1] != 0xAB || file[at + 2] != 0x84) continue;
            var width = file[at + 9] & 0x7F;
            var position = (int)Vint.Number(file.AsSpan(at + 10, width));
            found.Add($"{Convert.ToHexString(file.AsSpan(at + 3, 4))} {Convert.ToHexString(file.AsSpan(Start.Length + 12 + position, 4))}");
        }
        return found;
    }

    private static byte[] Table(int gap, byte[][] parts)
    {
        byte[] Make(int start)
        {
            var entries = new List<byte[]>();
            foreach (var part in parts)
            {
                if (part[0] != 0xEC) entries.Add(Of(MatroskaIds.Seek, Of(MatroskaIds.SeekId, part[..4]), Of(MatroskaIds.SeekPosition, Vint.NumberBytes((ulong)start, PositionWidth))));
                start += part.Length;
            }
            return Checked(Of(MatroskaIds.SeekHead, [.. entries]));
        }
        var length = Make(0).Length + gap;
        return [.. Make(length), .. gap == 0 ? [] : Void(gap)];
    }
}
