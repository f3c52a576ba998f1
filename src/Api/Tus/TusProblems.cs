using GenreQueue.Api.Problems;
using GenreQueue.Contracts;

namespace GenreQueue.Api.Tus;

/// <summary>What can be wrong with a request of the protocol, each with its stable code.</summary>
internal static class TusProblems
{
    private const int ChecksumMismatchStatus = 460;   // tus's own

    public static ApiException Version() =>
        new(StatusCodes.Status412PreconditionFailed, "tus_version", $"Tus-Resumable must be {TusHeaders.Version}.");

    public static ApiException NotFound() =>
        new(StatusCodes.Status404NotFound, "upload_not_found", "There is no such upload, or it has expired.");

    public static ApiException Locked() =>
        new(StatusCodes.Status423Locked, "upload_locked", "Another request is writing to this upload.");

    /// <summary>423 too: anything else would make clients begin anew.</summary>
    public static ApiException Unfinished() =>
        new(StatusCodes.Status423Locked, "upload_unfinished", "All bytes are here, but the job could not be stored yet. Ask again in a moment.");

    public static ApiException OffsetConflict(long offset) =>
        new(StatusCodes.Status409Conflict, "offset_conflict", $"The upload stands at byte {offset}.");

    public static ApiException ChecksumMismatch() =>
        new(ChecksumMismatchStatus, "checksum_mismatch", "The bytes that arrived do not have the announced checksum.");

    public static ApiException InvalidChecksum() =>
        new(StatusCodes.Status400BadRequest, "invalid_checksum", $"Upload-Checksum must be one of {TusChecksum.Algorithms} and its hash as Base64.");

    public static ApiException InvalidMetadata() => new(
        StatusCodes.Status400BadRequest, "invalid_metadata", "Upload-Metadata must be pairs of a key and text as Base64, each key once.");

    public static ApiException InvalidNumber(string header) =>
        new(StatusCodes.Status400BadRequest, ProblemCodes.BadRequest, $"{header} must be a whole number of bytes.");

    public static ApiException Empty() =>
        new(StatusCodes.Status400BadRequest, Contracts.ErrorCodes.Empty, "An empty file holds no music.");

    public static ApiException TooLarge(long maxBytes) => new(
        StatusCodes.Status413PayloadTooLarge, ProblemCodes.UploadTooLarge, $"A file may have at most {maxBytes} bytes.");

    public static ApiException LongerThanAnnounced() => new(
        StatusCodes.Status413PayloadTooLarge, ProblemCodes.UploadTooLarge, "There are more bytes than Upload-Length announced.");

    public static ApiException NoOffsetStream() => new(
        StatusCodes.Status415UnsupportedMediaType, ProblemCodes.UnsupportedMediaType, $"The content type must be {TusHeaders.ContentType}.");

    public static ApiException MethodNotAllowed() =>
        new(StatusCodes.Status405MethodNotAllowed, ProblemCodes.MethodNotAllowed, "An upload takes HEAD, PATCH and DELETE.");
}
