using GenreQueue.Library.Tests.Tags.Id3;

namespace GenreQueue.Library.Tests.Tags.Mpeg;

/// <summary>Frames of MPEG audio that nobody can listen to.</summary>
internal static class MpegBytes
{
    /// <summary>Five frames of layer III at 128 kbit/s and 44.1 kHz.</summary>
    public static readonly byte[] Mp3 = [.. Enumerable.Range(0, 5).SelectMany(i => Frame([0xFF, 0xFB, 0x90, 0x64], 417, i))];

    /// <summary>Five frames of AAC.</summary>
    public static readonly byte[] Aac = [.. Enumerable.Range(0, 5).SelectMany(i => Frame([0xFF, 0xF1, 0x50, 0x80, 300 >> 3, (300 & 7) << 5 | 0x1F, 0xFC], 300, i))];

    private static byte[] Frame(byte[] header, int length, int seed) => [.. header, .. Id3Bytes.Noise(length - header.Length, seed)];
}
