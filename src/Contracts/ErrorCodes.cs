namespace GenreQueue.Contracts;

/// <summary>Stable codes of the errors of a track. Clients depend on them, so they are never renamed.</summary>
public static class ErrorCodes
{
    /// <summary>The file is empty.</summary>
    public const string Empty = "empty";

    /// <summary>No decoder recognises the content, or it is a playlist or a script.</summary>
    public const string UnsupportedFormat = "unsupported_format";

    /// <summary>The format is known, but the content cannot be decoded.</summary>
    public const string Corrupt = "corrupt";

    /// <summary>The file ends long before the declared end of the audio.</summary>
    public const string Truncated = "truncated";

    /// <summary>The container is readable but has no audio stream.</summary>
    public const string NoAudio = "no_audio";

    /// <summary>The audio is shorter than one second.</summary>
    public const string TooShort = "too_short";

    /// <summary>The analysed window is digital silence.</summary>
    public const string Silent = "silent";

    /// <summary>The header declares a sample rate outside 4 kHz to 768 kHz.</summary>
    public const string UnsupportedRate = "unsupported_rate";

    /// <summary>The header declares no channels or more than eight.</summary>
    public const string UnsupportedChannels = "unsupported_channels";

    /// <summary>The decoder process crashed on this file.</summary>
    public const string DecoderCrashed = "decoder_crashed";

    /// <summary>The decoder exceeded its time limit.</summary>
    public const string DecoderTimeout = "decoder_timeout";

    /// <summary>The file does not exist or is a folder.</summary>
    public const string NotFound = "file_not_found";

    /// <summary>The file cannot be opened because of its permissions or a disk error.</summary>
    public const string Unreadable = "unreadable";

    /// <summary>The upload was no longer in the store when a worker started the job.</summary>
    public const string UploadGone = "upload_gone";

    /// <summary>The file of a library has changed since its job was queued.</summary>
    public const string FileChanged = "file_changed";

    /// <summary>The path of a file leaves its library, through a link.</summary>
    public const string OutsideLibrary = "outside_library";

    /// <summary>The process has no library of this name.</summary>
    public const string UnknownLibrary = "unknown_library";

    /// <summary>The worker crashed repeatedly while it ran the job.</summary>
    public const string WorkerCrashed = "worker_crashed";

    /// <summary>The job exceeded its time limit.</summary>
    public const string JobTimeout = "job_timeout";

    /// <summary>The job names a model that the worker does not have.</summary>
    public const string UnknownModel = "unknown_model";

    /// <summary>An internal error that persisted after retries.</summary>
    public const string InternalError = "internal_error";
}
