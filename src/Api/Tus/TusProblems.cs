using GenreQueue.Api.Problems;
using GenreQueue.Contracts;

namespace GenreQueue.Api.Tus;

/// <summary>Problems of tus requests, with their stable codes.</summary>
internal static class TusProblems
{
    private const int ChecksumMismatchStatus = 460;   // defined by tus
    private static readonly TimeSpan ReserveAgainAfter = TimeSpan.FromSeconds(60);

    public static ApiException Version() =>
        new(StatusCodes.Status412PreconditionFailed, "tus_version", $"Tus-Resumable must be {TusHeaders.Version}.");

    public static ApiException NotFound() =>
        new(StatusCodes.Status404NotFound, "upload_not_found", "The upload does not exist or has expired.");

    public static ApiException Locked() =>
        new(StatusCodes.Status423Locked, "upload_locked", "Another request is writing to this upload.");

    /// <summary>Also 423, because clients start a new upload after any other status.</summary>
    public static ApiException Unfinished() =>
        new(StatusCodes.Status423Locked, "upload_unfinished", "The upload is complete, but its job could not be stored yet. Try again later.");

    public static ApiException OffsetConflict(long offset) =>
        new(StatusCodes.Status409Conflict, "offset_conflict", $"The current offset of the upload is {offset}.");

    public static ApiException ChecksumMismatch() =>
        new(ChecksumMismatchStatus, "checksum_mismatch", "The received bytes do not match the declared checksum.");

    public static ApiException InvalidChecksum() =>
        new(StatusCodes.Status400BadRequest, "invalid_checksum", $"Upload-Checksum must be an algorithm ({TusChecksum.Algorithms}) and a hash in Base64.");

    public static ApiException InvalidMetadata() => new(
        StatusCodes.Status400BadRequest, "invalid_metadata", "Upload-Metadata must be pairs of a unique key and a Base64 value that is UTF-8 text.");

    public static ApiException InvalidNumber(string header) =>
        new(StatusCodes.Status400BadRequest, ProblemCodes.BadRequest, $"{header} must be a whole number of bytes.");

    public static ApiException Empty() =>
        new(StatusCodes.Status400BadRequest, ErrorCodes.Empty, "The file is empty.");

    public static ApiException TooLarge(long maxBytes) => new(
        StatusCodes.Status413PayloadTooLarge, ProblemCodes.UploadTooLarge, $"The file is larger than {maxBytes} bytes.");

    public static ApiException TooManyOpen() => new(
        StatusCodes.Status503ServiceUnavailable, ProblemCodes.TooManyUploads, "Too many unfinished uploads. Complete or delete some, or try again later.")
    { RetryAfter = ReserveAgainAfter };

    public static ApiException NoRoom() => new(
        StatusCodes.Status507InsufficientStorage, ProblemCodes.InsufficientStorage,
        "There is no room for this upload beside the unfinished ones. Complete or delete some, or try again later.")
    { RetryAfter = ReserveAgainAfter };

    public static ApiException LongerThanAnnounced() => new(
        StatusCodes.Status413PayloadTooLarge, ProblemCodes.UploadTooLarge, "The upload is longer than its Upload-Length.");

    public static ApiException NoOffsetStream() => new(
        StatusCodes.Status415UnsupportedMediaType, ProblemCodes.UnsupportedMediaType, $"The content type must be {TusHeaders.ContentType}.");

    public static ApiException MethodNotAllowed() =>
        new(StatusCodes.Status405MethodNotAllowed, ProblemCodes.MethodNotAllowed, "An upload supports HEAD, PATCH and DELETE.");
}
