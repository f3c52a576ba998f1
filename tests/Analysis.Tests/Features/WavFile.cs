using System.Buffers.Binary;

namespace GenreQueue.Analysis.Tests.Features;

/// <summary>Reads 16-bit mono PCM out of a RIFF file, so that the golden checks need no decoder.</summary>
internal static class WavFile
{
    public static float[] Read(string path)
    {
        ReadOnlySpan<byte> file = File.ReadAllBytes(path);
        var data = file.IndexOf("data"u8);
        var length = BinaryPrimitives.ReadInt32LittleEndian(file[(data + 4)..]);
        var bytes = file.Slice(data + 8, length);
        var samples = new float[length / 2];
        for (var i = 0; i < samples.Length; i++) samples[i] = BinaryPrimitives.ReadInt16LittleEndian(bytes[(2 * i)..]) / 32768f;
        return samples;
    }
}
