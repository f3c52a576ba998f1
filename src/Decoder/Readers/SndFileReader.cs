using System.Globalization;
using GenreQueue.Analysis.Decoding;
using GenreQueue.Analysis.FrontEnds;
using GenreQueue.Decoder.Interop;
using GenreQueue.Decoder.Windows;
using Microsoft.Win32.SafeHandles;

namespace GenreQueue.Decoder.Readers;

/// <summary>Reads WAV, AIFF, AU, FLAC, Ogg (Vorbis, Opus, FLAC) and MPEG audio through libsndfile.</summary>
internal sealed class SndFileReader : AudioReader
{
    private readonly string _path;
    private readonly float[] _interleaved;
    private SafeFileHandle _file;
    private SndFileHandle _handle;
    private bool _moved;

    private SndFileReader(string path, SafeFileHandle file, SndFileHandle handle, SndFileInfo info)
    {
        this._path = path;
        this._file = file;
        this._handle = handle;
        _interleaved = new float[TrackDecoder.BlockFrames * info.Channels];
        DeclaredFrames = info.Frames is >= 0 and < LibSndFile.UnknownFrames ? info.Frames : null;
        Info = new AudioInfo(
            FormatName(info.Format), "libsndfile", info.SampleRate, info.Channels, (double?)DeclaredFrames / info.SampleRate);
    }

    /// <inheritdoc/>
    public override AudioInfo Info { get; }

    /// <inheritdoc/>
    public override long? DeclaredFrames { get; }

    /// <exception cref="AudioException">libsndfile refuses the content, or its rate or channels are out of bounds.</exception>
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
    public override bool Seek(long frame)
    {
        _moved = true;
        return LibSndFile.Seek(_handle, frame, LibSndFile.SeekFromStart) == frame;
    }

    /// <inheritdoc/>
    public override void Rewind()
    {
        if (!_moved) return;
        // A failed seek can leave the decoders below in a state that no further seek mends.
        Dispose();
        _file = AudioFile.Open(_path);
        _handle = OpenHandle(_file, out var info);
        if (_handle.IsInvalid || info.Channels != Info.Channels) throw AudioFaults.Corrupt();
        _moved = false;
    }

    /// <inheritdoc/>
    public override int Read(Span<float> mono)
    {
        _moved = true;
        var wanted = Math.Min(mono.Length, TrackDecoder.BlockFrames);
        if (Info.Channels == 1) return (int)Math.Clamp(LibSndFile.ReadFloat(_handle, mono, wanted), 0, wanted);

        var frames = (int)Math.Clamp(LibSndFile.ReadFloat(_handle, _interleaved, wanted), 0, wanted);
        Downmix.Mean(_interleaved.AsSpan(0, frames * Info.Channels), Info.Channels, mono);
        return frames;
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        _handle.Dispose();
        _file.Dispose();
    }

    private static SndFileHandle OpenHandle(SafeFileHandle file, out SndFileInfo info)
    {
        info = default;
        // The descriptor is opened by us: libsndfile then interprets neither the name nor its extension.
        return LibSndFile.OpenDescriptor((int)file.DangerousGetHandle(), LibSndFile.ModeRead, ref info, closeDescriptor: 0);
    }

    private static string FormatName(int format)
    {
        var container = (format & LibSndFile.ContainerMask) switch
        {
            0x010000 or 0x130000 or 0x220000 => "wav",
            0x020000 => "aiff",
            0x030000 => "au",
            0x170000 => "flac",
            0x200000 => "ogg",
            0x230000 => "mpeg",
            var other => other.ToString("x6", CultureInfo.InvariantCulture),
        };
        var encoding = (format & LibSndFile.EncodingMask) switch
        {
            0x01 => "pcm_s8",
            0x02 => "pcm_16",
            0x03 => "pcm_24",
            0x04 => "pcm_32",
            0x05 => "pcm_u8",
            0x06 => "float",
            0x07 => "double",
            0x10 => "ulaw",
            0x11 => "alaw",
            0x12 => "ima_adpcm",
            0x13 => "ms_adpcm",
            0x20 => "gsm610",
            0x60 => "vorbis",
            0x64 => "opus",
            0x80 => "mp1",
            0x81 => "mp2",
            0x82 => "mp3",
            var other => other.ToString("x4", CultureInfo.InvariantCulture),
        };
        return container == "mpeg" ? encoding : $"{container}/{encoding}";
    }
}
