using System.Buffers.Binary;
using System.Text;
using NAudio.Wave;

namespace GenreQueue.Fixtures.Audio;

/// <summary>Writes WAV files, with correct or false headers, and reads them without libsndfile.</summary>
public static class WavFile
{
    /// <summary>The bytes of a 16-bit WAV file; samples are rounded and clipped.</summary>
    public static byte[] Pcm16(TestAudio audio)
    {
        var data = new byte[audio.Samples.Length * 2];
        for (var i = 0; i < audio.Samples.Length; i++)
        {
            var value = (short)Math.Clamp(MathF.Round(audio.Samples[i] * 32768), short.MinValue, short.MaxValue);
            BinaryPrimitives.WriteInt16LittleEndian(data.AsSpan(i * 2), value);
        }
        return WithHeader(data, audio.Channels, (uint)audio.Rate, 16, (uint)data.Length);
    }

    /// <summary>The samples of a PCM WAV file, full scale ±1, interleaved.</summary>
    public static float[] Read(string path)
    {
        using var reader = new WaveFileReader(path);
        var samples = new float[reader.SampleCount * reader.WaveFormat.Channels];
        var provider = reader.ToSampleProvider();
        var read = 0;
        for (int count; (count = provider.Read(samples.AsSpan(read))) > 0;) read += count;
        return samples[..read];
    }

    /// <summary>PCM bytes after a header whose values need not be true.</summary>
    public static byte[] WithHeader(byte[] data, int channels, uint rate, int bits, uint declaredBytes)
    {
        var file = new byte[44 + data.Length];
        Encoding.ASCII.GetBytes("RIFF", file);
        BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(4), unchecked(36 + declaredBytes));
        Encoding.ASCII.GetBytes("WAVEfmt ", file.AsSpan(8));
        BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(16), 16);
        BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(20), 1);
        BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(22), (ushort)channels);
        BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(24), rate);
        BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(28), unchecked(rate * (uint)channels * (uint)bits / 8));
        BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(32), unchecked((ushort)(channels * bits / 8)));
        BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(34), (ushort)bits);
        Encoding.ASCII.GetBytes("data", file.AsSpan(36));
        BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(40), declaredBytes);
        data.CopyTo(file, 44);
        return file;
    }
}
