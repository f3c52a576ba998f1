using System.Buffers.Binary;
using System.Runtime.InteropServices;
using GenreQueue.Analysis.Decoding;
using GenreQueue.Analysis.FrontEnds;
using GenreQueue.Decoder.Windows;

namespace GenreQueue.Decoder.Pipes;

/// <summary>Writes answers to the parent. Not thread-safe.</summary>
internal sealed class FrameWriter : IWindowSink, IDisposable
{
    // What belongs together goes out together: each write wakes the parent.
    private readonly BufferedStream output = new(StandardStreams.OpenOutput(), DecoderProtocol.MostSampleBytes);
    private readonly byte[] buffer = new byte[DecoderProtocol.HeaderLength + DecoderProtocol.MostSampleBytes];
    private int pending;

    public void Ready() => Finish(DecoderFrame.Ready);

    public void Begin(double startSeconds)
    {
        pending = 0;
        output.Flush();   // the window before this one is whole
        Write(DecoderFrame.Begin, writer => writer.Write(startSeconds));
    }

    public void Samples(ReadOnlySpan<float> samples)
    {
        var bytes = MemoryMarshal.AsBytes(samples);
        while (!bytes.IsEmpty)
        {
            var part = Math.Min(bytes.Length, DecoderProtocol.MostSampleBytes - pending);
            bytes[..part].CopyTo(buffer.AsSpan(DecoderProtocol.HeaderLength + pending));
            pending += part;
            bytes = bytes[part..];
            if (pending == DecoderProtocol.MostSampleBytes) SendSamples();
        }
    }

    public void End(AudioInfo info)
    {
        SendSamples();
        Write(DecoderFrame.End, writer => DecoderProtocol.Write(writer, info));
    }

    public void Done() => Finish(DecoderFrame.Done);

    public void Error(string code, string message) => Finish(DecoderFrame.Error, writer =>
    {
        writer.Write(code);
        writer.Write(message);
    });

    public void Fault(string message) => Finish(DecoderFrame.Fault, writer => writer.Write(message));

    public void Dispose() => output.Dispose();

    private void SendSamples()
    {
        if (pending == 0) return;
        Send(DecoderFrame.Samples, buffer.AsSpan(0, DecoderProtocol.HeaderLength + pending));
        pending = 0;
    }

    private void Finish(DecoderFrame kind, Action<BinaryWriter>? payload = null)
    {
        Write(kind, payload);
        output.Flush();
    }

    private void Write(DecoderFrame kind, Action<BinaryWriter>? payload = null)
    {
        var bytes = payload is null ? [] : DecoderProtocol.Encode(payload);
        Send(kind, [.. new byte[DecoderProtocol.HeaderLength], .. bytes]);
    }

    private void Send(DecoderFrame kind, Span<byte> frame)
    {
        frame[0] = (byte)kind;
        BinaryPrimitives.WriteInt32LittleEndian(frame[1..], frame.Length - DecoderProtocol.HeaderLength);
        output.Write(frame);
    }
}
