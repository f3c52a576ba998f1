using GenreQueue.Contracts;

namespace GenreQueue.Api.Problems;

/// <summary>Stable codes of problems with a request, beside those of a track in <see cref="Contracts.ErrorCodes"/>. Never renamed.</summary>
public static class ProblemCodes
{
    /// <summary>The request is malformed; the detail says how.</summary>
    public const string BadRequest = "bad_request";

    /// <summary>An option has a value it cannot have; <c>errors</c> names each.</summary>
    public const string InvalidOptions = "invalid_options";

    /// <summary>The page token was not given out by this service.</summary>
    public const string InvalidPageToken = "invalid_page_token";

    /// <summary>The body ended before its end.</summary>
    public const string IncompleteBody = "incomplete_body";

    /// <summary>Nothing is served at this address.</summary>
    public const string NotFound = "not_found";

    /// <summary>There is no such job.</summary>
    public const string JobNotFound = "job_not_found";

    /// <summary>There is no such batch.</summary>
    public const string BatchNotFound = "batch_not_found";

    /// <summary>The address does not know this method.</summary>
    public const string MethodNotAllowed = "method_not_allowed";

    /// <summary>None of the asked formats can be given.</summary>
    public const string NotAcceptable = "not_acceptable";

    /// <summary>The upload took longer than it may.</summary>
    public const string UploadTimeout = "upload_timeout";

    /// <summary>The job has already succeeded or failed.</summary>
    public const string JobEnded = "job_ended";

    /// <summary>Only a failed job can be tried again.</summary>
    public const string JobNotFailed = "job_not_failed";

    /// <summary>A request with the same key is still being read.</summary>
    public const string IdempotencyKeyInFlight = "idempotency_key_in_flight";

    /// <summary>The key was used with other files or options.</summary>
    public const string IdempotencyKeyReused = "idempotency_key_reused";

    /// <summary>A file is larger than it may be.</summary>
    public const string UploadTooLarge = "upload_too_large";

    /// <summary>The content is no audio.</summary>
    public const string UnsupportedMediaType = "unsupported_media_type";

    /// <summary>The callback points to an address that this service must not call.</summary>
    public const string CallbackRefused = "callback_refused";

    /// <summary>This service has no webhook secret, so callbacks are off.</summary>
    public const string CallbacksOff = "callbacks_off";

    /// <summary>Too many uploads at a time.</summary>
    public const string TooManyUploads = "too_many_uploads";

    /// <summary>Too many jobs wait already.</summary>
    public const string QueueFull = "queue_full";

    /// <summary>A part of the service, such as its database, cannot be reached now.</summary>
    public const string Unavailable = "unavailable";

    /// <summary>The disk of the uploads is full, or nearly.</summary>
    public const string InsufficientStorage = "insufficient_storage";

    /// <summary>The code of a status that nothing more special was said about.</summary>
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
        >= 500 => Contracts.ErrorCodes.InternalError,
        _ => BadRequest,
    };
}
