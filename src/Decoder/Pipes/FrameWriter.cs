using System.Buffers.Binary;
using System.Runtime.InteropServices;
using GenreQueue.Analysis.Decoding;
using GenreQueue.Decoder.Windows;
using NAudio.Wave;

namespace GenreQueue.Decoder.Pipes;

/// <summary>Writes answers to the parent. Not thread-safe.</summary>
internal sealed class FrameWriter : IWindowOutput, IDisposable
{
    // The samples of a frame are read straight into place behind its header, aligned as native code may expect.
    private const int SamplesStart = 8;
    private const int FrameStart = SamplesStart - DecoderProtocol.HeaderLength;

    // Small frames are sent together, because each write wakes the parent.
    private readonly BufferedStream _output = new(StandardStreams.OpenOutput(), DecoderProtocol.MaxSampleBytes);
    private readonly byte[] _buffer = new byte[SamplesStart + DecoderProtocol.MaxSampleBytes];

    public void Ready() => Finish(DecoderFrame.Ready);

    public void Write(double startSeconds, ISampleProvider samples)
    {
        _output.Flush();   // the previous window, which is complete
        Write(DecoderFrame.Begin, writer => writer.Write(startSeconds));
        var room = MemoryMarshal.Cast<byte, float>(_buffer.AsSpan(SamplesStart));
        var length = 0;
        while (samples.Read(room[length..]) is > 0 and var count)
        {
            length += count;
            if (length < room.Length) continue;
            SendSamples(length);
            length = 0;
        }
        if (length > 0) SendSamples(length);
    }

    public void Complete(AudioInfo info) => Write(DecoderFrame.End, writer => DecoderProtocol.Write(writer, info));

    public void Done() => Finish(DecoderFrame.Done);

    public void Error(string code) => Finish(DecoderFrame.Error, writer => writer.Write(code));

    public void Fault(string message) => Finish(DecoderFrame.Fault, writer => writer.Write(message));

    public void Dispose() => _output.Dispose();

    private void SendSamples(int length) =>
        Send(DecoderFrame.Samples, _buffer.AsSpan(FrameStart, DecoderProtocol.HeaderLength + length * sizeof(float)));

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
