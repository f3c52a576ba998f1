using GenreQueue.Contracts;

namespace GenreQueue.Api.Problems;

/// <summary>Stable error codes of requests; those of tracks are in <see cref="ErrorCodes"/>. Never renamed.</summary>
public static class ProblemCodes
{
    /// <summary>The request is malformed; the detail explains why.</summary>
    public const string BadRequest = "bad_request";

    /// <summary>One or more options are invalid; <c>errors</c> lists them.</summary>
    public const string InvalidOptions = "invalid_options";

    /// <summary>The page token is invalid.</summary>
    public const string InvalidPageToken = "invalid_page_token";

    /// <summary>The request body is incomplete.</summary>
    public const string IncompleteBody = "incomplete_body";

    /// <summary>The service does not answer for this <c>Host</c>; see the setting <c>AllowedHosts</c>.</summary>
    public const string HostNotAllowed = "host_not_allowed";

    /// <summary>Pages of this origin may not use the service; see the setting <c>Api:AllowedOrigins</c>.</summary>
    public const string OriginNotAllowed = "origin_not_allowed";

    /// <summary>The path does not exist.</summary>
    public const string NotFound = "not_found";

    /// <summary>The job does not exist.</summary>
    public const string JobNotFound = "job_not_found";

    /// <summary>The batch does not exist.</summary>
    public const string BatchNotFound = "batch_not_found";

    /// <summary>The service has no library of this name; see the setting <c>Libraries</c>.</summary>
    public const string LibraryNotFound = "library_not_found";

    /// <summary>The path does not support this method.</summary>
    public const string MethodNotAllowed = "method_not_allowed";

    /// <summary>None of the accepted formats is supported.</summary>
    public const string NotAcceptable = "not_acceptable";

    /// <summary>The upload exceeded its time limit.</summary>
    public const string UploadTimeout = "upload_timeout";

    /// <summary>The job has already succeeded or failed.</summary>
    public const string JobEnded = "job_ended";

    /// <summary>Only failed jobs can be retried.</summary>
    public const string JobNotFailed = "job_not_failed";

    /// <summary>A request with the same key is in progress.</summary>
    public const string IdempotencyKeyInFlight = "idempotency_key_in_flight";

    /// <summary>The key was used with other files or options.</summary>
    public const string IdempotencyKeyReused = "idempotency_key_reused";

    /// <summary>A file exceeds the size limit.</summary>
    public const string UploadTooLarge = "upload_too_large";

    /// <summary>The content is not audio.</summary>
    public const string UnsupportedMediaType = "unsupported_media_type";

    /// <summary>The callback address is not allowed.</summary>
    public const string CallbackRefused = "callback_refused";

    /// <summary>Callbacks are disabled because no webhook secret is configured.</summary>
    public const string CallbacksOff = "callbacks_off";

    /// <summary>Too many concurrent or unfinished uploads.</summary>
    public const string TooManyUploads = "too_many_uploads";

    /// <summary>The queue is full.</summary>
    public const string QueueFull = "queue_full";

    /// <summary>A dependency such as the database is temporarily unavailable.</summary>
    public const string Unavailable = "unavailable";

    /// <summary>The upload disk is full or nearly full.</summary>
    public const string InsufficientStorage = "insufficient_storage";

    /// <summary>The generic code of an HTTP status.</summary>
    public static string Of(int status) => status switch
    {
        404 => NotFound,
        405 => MethodNotAllowed,
        406 => NotAcceptable,
        408 => UploadTimeout,
        413 => UploadTooLarge,
        415 => UnsupportedMediaType,
        503 => Unavailable,
        507 => InsufficientStorage,
        >= 500 => ErrorCodes.InternalError,
        _ => BadRequest,
    };
}
