using System.Numerics;

namespace GenreQueue.Analysis.Decoding;

/// <summary>Reads the values in a child's answers. The child decodes hostile files, so nothing in them is trusted: what the protocol does not allow throws <see cref="InvalidDataException"/>.</summary>
internal static class DecoderAnswers
{
    private const int MaxFormat = 100, MaxFault = 1_000;
    private const double MaxSeconds = 1e16;   // the largest number of frames at the lowest rate

    public static double ReadSeconds(BinaryReader reader) => Check(reader.ReadDouble(), seconds => seconds is >= 0 and <= MaxSeconds);

    public static AudioInfo ReadInfo(BinaryReader reader) => new(
        Check(reader.ReadString(), format => format.Length is > 0 and <= MaxFormat && format.All(c => c is > ' ' and <= '~')),
        Check(reader.ReadString(), decoder => decoder is "libsndfile" or "ffmpeg"),
        Check(reader.ReadInt32(), rate => rate is >= 4_000 and <= 768_000),
        Check(reader.ReadInt32(), channels => channels is >= 1 and <= 8),
        Check(reader.ReadDouble(), seconds => double.IsNaN(seconds) || seconds is >= 0 and <= MaxSeconds) is var duration && double.IsNaN(duration) ? null : duration);

    /// <summary>Only the code crosses the process boundary; the words for the owner of the file are this program's.</summary>
    public static AudioException ReadError(BinaryReader reader)
    {
        var code = reader.ReadString();
        return AudioFaults.Find(code) ?? throw new InvalidDataException("The decoder sent an unknown error code.");
    }

    /// <summary>What is not installed: text for the log of the operator, shortened.</summary>
    public static string ReadFault(BinaryReader reader)
    {
        var message = reader.ReadString();
        return message.Length > MaxFault ? message[..MaxFault] : message;
    }

    /// <summary>Requires at least one sample, and only finite ones.</summary>
    public static void CheckSamples(ReadOnlySpan<float> samples)
    {
        var rest = samples;
        for (; rest.Length >= Vector<float>.Count; rest = rest[Vector<float>.Count..])
        {
            // Infinity and NaN are the values whose difference to themselves is not zero.
            var block = new Vector<float>(rest);
            if (!Vector.EqualsAll(block - block, Vector<float>.Zero)) throw NotFinite();
        }
        foreach (var sample in rest)
        {
            if (!float.IsFinite(sample)) throw NotFinite();
        }
        if (samples.IsEmpty) throw new InvalidDataException("The decoder sent an empty window.");
    }

    private static T Check<T>(T value, Func<T, bool> isAllowed) =>
        isAllowed(value) ? value : throw new InvalidDataException("The decoder sent a value out of range.");

    private static InvalidDataException NotFinite() => new("The decoder sent samples that are not numbers.");
}
