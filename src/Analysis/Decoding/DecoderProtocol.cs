using System.Text;
using GenreQueue.Contracts;

namespace GenreQueue.Analysis.Decoding;

/// <summary>
/// What a decoder child and its parent say to each other. A request is a length and that many bytes; an answer is a
/// sequence of frames, each one byte of <see cref="DecoderFrame"/>, a length and that many bytes. Little-endian.
/// </summary>
internal static class DecoderProtocol
{
    /// <summary>Bytes before the payload of a frame.</summary>
    public const int HeaderLength = 5;

    /// <summary>Longest payload of a frame that holds samples.</summary>
    public const int MostSampleBytes = 1 << 18;

    /// <summary>Longest payload of a request or of any other frame.</summary>
    public const int MostTextBytes = 1 << 16;

    public static byte[] Encode(Action<BinaryWriter> write)
    {
        using var memory = new MemoryStream();
        using (var writer = new BinaryWriter(memory, Encoding.UTF8)) write(writer);
        return memory.ToArray();
    }

    public static BinaryReader Reader(byte[] payload) => new(new MemoryStream(payload), Encoding.UTF8);

    public static void Write(BinaryWriter writer, AudioInfo info)
    {
        writer.Write(info.Format);
        writer.Write(info.Decoder);
        writer.Write(info.SampleRate);
        writer.Write(info.Channels);
        writer.Write(info.DurationSeconds ?? double.NaN);
    }

    public static AudioInfo ReadInfo(BinaryReader reader) =>
        new(reader.ReadString(), reader.ReadString(), reader.ReadInt32(), reader.ReadInt32(), reader.ReadDouble() switch
        {
            double.NaN => null,
            var seconds => seconds,
        });
}

/// <param name="Path">File to decode.</param>
/// <param name="Mode">Part of it.</param>
/// <param name="SampleRate">Rate of the samples to return, in Hz.</param>
/// <param name="WholeLimit">Audio after which <see cref="WindowMode.Whole"/> stops.</param>
/// <param name="CpuLimit">Processor time for this request.</param>
internal sealed record DecoderRequest(string Path, WindowMode Mode, int SampleRate, TimeSpan WholeLimit, TimeSpan CpuLimit)
{
    public byte[] Encode() => DecoderProtocol.Encode(writer =>
    {
        writer.Write(Path);
        writer.Write((byte)Mode);
        writer.Write(SampleRate);
        writer.Write(WholeLimit.Ticks);
        writer.Write(CpuLimit.Ticks);
    });

    public static DecoderRequest Decode(byte[] payload)
    {
        using var reader = DecoderProtocol.Reader(payload);
        return new DecoderRequest(
            reader.ReadString(), (WindowMode)reader.ReadByte(), reader.ReadInt32(), new TimeSpan(reader.ReadInt64()), new TimeSpan(reader.ReadInt64()));
    }
}

/// <summary>Kinds of frames in a child's answer.</summary>
internal enum DecoderFrame : byte
{
    /// <summary>The child has started; once, before the first answer.</summary>
    Ready = 1,

    /// <summary>A window begins: its start in seconds. What came of one that did not end is void.</summary>
    Begin,

    /// <summary>Samples of the window: 32-bit floats, mono at the requested rate.</summary>
    Samples,

    /// <summary>The window is whole: what is known of the file.</summary>
    End,

    /// <summary>The file is done.</summary>
    Done,

    /// <summary>The file is done, for a reason: code and message.</summary>
    Error,

    /// <summary>Something is missing on this machine: message.</summary>
    Fault,
}
