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
    private readonly BufferedStream _output = new(StandardStreams.OpenOutput(), DecoderProtocol.MostSampleBytes);
    private readonly byte[] _buffer = new byte[DecoderProtocol.HeaderLength + DecoderProtocol.MostSampleBytes];
    private int _pending;

    public void Ready() => Finish(DecoderFrame.Ready);

    public void Begin(double startSeconds)
    {
        _pending = 0;
        _output.Flush();   // the window before this one is whole
        Write(DecoderFrame.Begin, writer => writer.Write(startSeconds));
    }

    public void Samples(ReadOnlySpan<float> samples)
    {
        var bytes = MemoryMarshal.AsBytes(samples);
        while (!bytes.IsEmpty)
        {
            var part = Math.Min(bytes.Length, DecoderProtocol.MostSampleBytes - _pending);
            bytes[..part].CopyTo(_buffer.AsSpan(DecoderProtocol.HeaderLength + _pending));
            _pending += part;
            bytes = bytes[part..];
            if (_pending == DecoderProtocol.MostSampleBytes) SendSamples();
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

    public void Dispose() => _output.Dispose();

    private void SendSamples()
    {
        if (_pending == 0) return;
        Send(DecoderFrame.Samples, _buffer.AsSpan(0, DecoderProtocol.HeaderLength + _pending));
        _pending = 0;
    }

    private void Finish(DecoderFrame kind, Action<BinaryWriter>? payload = null)
    {
        Write(kind, payload);
        _output.Flush();
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
        _output.Write(frame);
    }
}
