namespace GenreQueue.Contracts;

/// <summary>Stable codes of everything that can go wrong with a track. Never renamed; clients switch on them.</summary>
public static class ErrorCodes
{
    /// <summary>The file holds no bytes.</summary>
    public const string Empty = "empty";

    /// <summary>No decoder knows the content, or it is a playlist or a script and no audio.</summary>
    public const string UnsupportedFormat = "unsupported_format";

    /// <summary>The content claims a known format, but cannot be decoded.</summary>
    public const string Corrupt = "corrupt";

    /// <summary>The file ends before enough of the declared audio came.</summary>
    public const string Truncated = "truncated";

    /// <summary>A readable container without an audio stream.</summary>
    public const string NoAudio = "no_audio";

    /// <summary>Under one second of audio.</summary>
    public const string TooShort = "too_short";

    /// <summary>Nothing but digital silence in the window.</summary>
    public const string Silent = "silent";

    /// <summary>The header declares a sample rate outside 4 kHz to 768 kHz.</summary>
    public const string UnsupportedRate = "unsupported_rate";

    /// <summary>The header declares no channel, or more than eight.</summary>
    public const string UnsupportedChannels = "unsupported_channels";

    /// <summary>The decoder process died on this file.</summary>
    public const string DecoderCrashed = "decoder_crashed";

    /// <summary>The decoder took longer than it may.</summary>
    public const string DecoderTimeout = "decoder_timeout";

    /// <summary>There is no such file, or it is a folder.</summary>
    public const string NotFound = "file_not_found";

    /// <summary>The file cannot be opened: permissions, or the disk.</summary>
    public const string Unreadable = "unreadable";

    /// <summary>The upload was no longer in the store when a worker came to it.</summary>
    public const string UploadGone = "upload_gone";

    /// <summary>The worker that ran the job died, time after time.</summary>
    public const string WorkerCrashed = "worker_crashed";

    /// <summary>The job ran longer than its limit.</summary>
    public const string JobTimeout = "job_timeout";

    /// <summary>The job names a model that no worker has.</summary>
    public const string UnknownModel = "unknown_model";

    /// <summary>A fault of the service itself that retries did not cure.</summary>
    public const string InternalError = "internal_error";
}
