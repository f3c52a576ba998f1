using System.Buffers.Binary;
using System.Text;

namespace GenreQueue.Fixtures.Audio;

/// <summary>Writes DSF files (one-bit audio at 64 times 44.1 kHz), for which ffmpeg has no encoder.</summary>
public static class DsfFile
{
    private const int Rate = 64 * 44_100;
    private const int BlockBytes = 4_096;

    /// <summary>The bytes of a mono file of <paramref name="signal"/>, a function of time within ±0.5.</summary>
    public static byte[] Mono(double seconds, Func<double, double> signal)
    {
        var bits = (long)(seconds * Rate) / 8 * 8;
        var blocks = (int)((bits / 8 + BlockBytes - 1) / BlockBytes);
        var file = new byte[28 + 52 + 12 + blocks * BlockBytes];
        var at = 0;
        void Text(string text) => at += Encoding.ASCII.GetBytes(text, file.AsSpan(at));
        void Long(long value)
        {
            BinaryPrimitives.WriteInt64LittleEndian(file.AsSpan(at), value);
            at += sizeof(long);
        }
        void Int(int value)
        {
            BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(at), value);
            at += sizeof(int);
        }
        Text("DSD ");
        Long(28);
        Long(file.Length);
        Long(0);   // no tags
        Text("fmt ");
        Long(52);
        foreach (var value in (ReadOnlySpan<int>)[1, 0, 1, 1, Rate, 1]) Int(value);   // version, raw, mono, 1 channel, rate, bits
        Long(bits);
        Int(BlockBytes);
        Int(0);
        Text("data");
        Long(12 + blocks * BlockBytes);

        // First-order sigma-delta modulation: the error of each bit is added to the next.
        double error = 0;
        for (long bit = 0; bit < bits; bit++)
        {
            error += signal((double)bit / Rate);
            var up = error >= 0;
            error -= up ? 1 : -1;
            if (up) file[at + bit / 8] |= (byte)(1 << (int)(bit % 8));
        }
        return file;
    }
}
