using GenreQueue.Analysis.Decoding;
using GenreQueue.Decoder.Interop;
using Microsoft.Win32.SafeHandles;
using NAudio.Wave;

namespace GenreQueue.Decoder.Readers;

/// <summary>Reads WAV, AIFF, AU, FLAC, Ogg (Vorbis, Opus, FLAC) and MPEG audio with libsndfile.</summary>
internal sealed class SndFileReader : IAudioReader
{
    private readonly string _path;
    private SafeFileHandle _file;
    private SndFileHandle _handle;
    private bool _moved;

    private SndFileReader(string path, SafeFileHandle file, SndFileHandle handle, SndFileInfo info)
    {
        _path = path;
        _file = file;
        _handle = handle;
        DeclaredFrames = info.Frames is >= 0 and < LibSndFile.UnknownFrames ? info.Frames : null;
        Info = new AudioInfo(
            SndFileFormat.Name(info.Format), "libsndfile", info.SampleRate, info.Channels, (double?)DeclaredFrames / info.SampleRate);
        WaveFormat = WaveFormat.CreateIeeeFloatWaveFormat(info.SampleRate, info.Channels);
    }

    /// <inheritdoc/>
    public AudioInfo Info { get; }

    /// <inheritdoc/>
    public long? DeclaredFrames { get; }

    /// <inheritdoc/>
    public WaveFormat WaveFormat { get; }

    /// <exception cref="AudioException">libsndfile cannot read the content, or the rate or channel count is out of bounds.</exception>
    public static SndFileReader Open(string path)
    {
        var file = AudioFile.Open(path);
        var handle = OpenHandle(file, out var info);
        try
        {
            if (handle.IsInvalid) throw AudioFaults.Corrupt();
            AudioFaults.ThrowUnlessReadable(info.SampleRate, info.Channels);
            return new SndFileReader(path, file, handle, info);
        }
        catch
        {
            handle.Dispose();
            file.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public bool Seek(long frame)
    {
        _moved = true;
        return LibSndFile.Seek(_handle, frame, LibSndFile.SeekFromStart) == frame;
    }

    /// <inheritdoc/>
    public void Rewind()
    {
        if (!_moved) return;
        // A failed seek can leave the codec in a state that another seek does not repair, so the file is opened again.
        Dispose();
        _file = AudioFile.Open(_path);
        _handle = OpenHandle(_file, out var info);
        if (_handle.IsInvalid || info.Channels != Info.Channels) throw AudioFaults.Corrupt();
        _moved = false;
    }

    /// <inheritdoc/>
    public int Read(Span<float> buffer)
    {
        _moved = true;
        var frames = 0;
        var wanted = buffer.Length / Info.Channels;
        while (frames < wanted)
        {
            var read = (int)Math.Clamp(LibSndFile.ReadFloat(_handle, buffer[(frames * Info.Channels)..], wanted - frames), 0, wanted - frames);
            if (read == 0) break;
            frames += read;
        }
        return frames * Info.Channels;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _handle.Dispose();
        _file.Dispose();
    }

    private static SndFileHandle OpenHandle(SafeFileHandle file, out SndFileInfo info)
    {
        info = default;
        // With a descriptor, libsndfile interprets neither the file name nor its extension.
        return LibSndFile.OpenDescriptor((int)file.DangerousGetHandle(), LibSndFile.ModeRead, ref info, closeDescriptor: 0);
    }
}
