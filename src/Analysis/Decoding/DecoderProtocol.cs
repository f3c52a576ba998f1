using System.Text;
using GenreQueue.Contracts;

namespace GenreQueue.Analysis.Decoding;

/// <summary>
/// The protocol between a decoder child and its parent. A request is a length and that many bytes. An answer is a sequence of
/// frames: one byte of <see cref="DecoderFrame"/>, a length and that many bytes. Little-endian.
/// </summary>
internal static class DecoderProtocol
{
    /// <summary>Number of bytes before the payload of a frame.</summary>
    public const int HeaderLength = 5;

    /// <summary>Maximum payload of a frame of samples, in bytes.</summary>
    public const int MaxSampleBytes = 1 << 18;

    /// <summary>Maximum payload of a request or of any other frame, in bytes.</summary>
    public const int MaxTextBytes = 1 << 16;

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
}

/// <summary>A request to decode one file.</summary>
/// <param name="Path">The file.</param>
/// <param name="Mode">Windows to decode.</param>
/// <param name="SampleRate">Rate of the samples to return, in Hz.</param>
/// <param name="WholeLimit">Length of audio after which <see cref="WindowMode.Whole"/> stops.</param>
/// <param name="CpuLimit">Processor time that the child may use for this request.</param>
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

/// <summary>Kind of a frame in a child's answer.</summary>
internal enum DecoderFrame : byte
{
    /// <summary>The child has started. Sent once, before the first answer.</summary>
    Ready = 1,

    /// <summary>A window begins. Payload: its start in seconds. A previous window that has not ended is discarded.</summary>
    Begin,

    /// <summary>Samples of the window. Payload: 32-bit floats, mono at the requested rate.</summary>
    Samples,

    /// <summary>The window is complete. Payload: the <see cref="AudioInfo"/>.</summary>
    End,

    /// <summary>The request is complete.</summary>
    Done,

    /// <summary>The file cannot be decoded (further). Payload: code.</summary>
    Error,

    /// <summary>A library or program is not installed. Payload: message.</summary>
    Fault,
}
