using System.Buffers.Binary;

namespace GenreQueue.Library.Tags.Mpeg;

/// <summary>Recognises the audio of MPEG layers I to III and of AAC in ADTS by the headers of its frames.</summary>
internal static class MpegFrames
{
    private const int HeaderLength = 6;
    private const int SearchedBytes = 1 << 16;
    private const int ChainLength = 3;

    // In kbit/s for MPEG 1 layers I, II and III and for MPEG 2 layer I and layers II and III.
    private static readonly int[][] Rates =
    [
        [32, 64, 96, 128, 160, 192, 224, 256, 288, 320, 352, 384, 416, 448],
        [32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384],
        [32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320],
        [32, 48, 56, 64, 80, 96, 112, 128, 144, 160, 176, 192, 224, 256],
        [8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
    ];

    private static readonly int[] Frequencies = [44_100, 48_000, 32_000];

    /// <summary>The format of the audio: <c>mp3</c>, <c>mp2</c>, <c>mp1</c> or <c>aac</c>; null if there are no frames.</summary>
    /// <param name="file">Its position changes.</param>
    /// <param name="start">Where the audio should begin; some files have other bytes in front of the first frame.</param>
    public static string? FormatAt(FileStream file, long start)
    {
        var bytes = new byte[Math.Clamp(file.Length - start, 0, SearchedBytes)];
        file.Position = Math.Min(start, file.Length);
        file.ReadExactly(bytes);
        for (var at = 0; at + HeaderLength <= bytes.Length; at++)
        {
            if (bytes[at] == byte.MaxValue && Frame(bytes.AsSpan(at)) is { } frame && IsChain(file, start + at, frame, begins: at == 0)) return frame.Format;
        }
        return null;
    }

    private static bool IsChain(FileStream file, long start, (string Format, int Length) first, bool begins)
    {
        Span<byte> header = stackalloc byte[HeaderLength];
        var next = start + first.Length;
        for (var count = 1; count < ChainLength; count++)
        {
            // Very short files have fewer frames.
            if (next + HeaderLength > file.Length) return begins && next >= file.Length;
            file.Position = next;
            file.ReadExactly(header);
            if (Frame(header) is not { } frame || frame.Format != first.Format) return false;
            next += frame.Length;
        }
        return true;
    }

    private static (string Format, int Length)? Frame(ReadOnlySpan<byte> bytes)
    {
        var header = BinaryPrimitives.ReadUInt32BigEndian(bytes);
        if (header >> 21 != 0x7FF) return null;
        return (header >> 17 & 3) == 0 ? Adts(bytes, header) : Mpeg(header);
    }

    private static (string Format, int Length)? Adts(ReadOnlySpan<byte> bytes, uint header)
    {
        const int highestFrequency = 12;
        var length = (int)(BinaryPrimitives.ReadUInt32BigEndian(bytes[2..]) >> 5 & 0x1FFF);
        return header >> 20 == 0xFFF && (header >> 10 & 15) <= highestFrequency && length > HeaderLength ? ("aac", length) : null;
    }

    private static (string Format, int Length)? Mpeg(uint header)
    {
        var version = header >> 19 & 3;   // 0 is 2.5, 2 is 2 and 3 is 1
        var layer = 4 - (int)(header >> 17 & 3);
        var rate = (int)(header >> 12 & 15);
        var frequency = header >> 10 & 3;
        if (version == 1 || rate is 0 or 15 || frequency == 3) return null;

        var rates = Rates[version == 3 ? layer - 1 : layer == 1 ? 3 : 4];
        var hertz = Frequencies[frequency] >> (version switch { 3 => 0, 2 => 1, _ => 2 });
        var padding = (int)(header >> 9 & 1);
        var bits = rates[rate - 1] * 1_000;
        var length = layer == 1
            ? (12 * bits / hertz + padding) * 4
            : (layer == 3 && version != 3 ? 72 : 144) * bits / hertz + padding;
        return ($"mp{layer}", length);
    }
}
