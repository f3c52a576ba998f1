namespace GenreQueue.Api.Tus;

/// <summary>State of an upload, stored as JSON beside its bytes.</summary>
/// <param name="Id">Id of the upload, used in its file names and its address.</param>
/// <param name="Length">Declared length in bytes.</param>
/// <param name="Metadata">The <c>Upload-Metadata</c> header, verbatim.</param>
/// <param name="Client">The client that created it, for the limits of each client.</param>
/// <param name="TrustedBytes">Set while a body with a checksum is being received: the number of bytes before it, which is the offset if the process crashes now.</param>
/// <param name="JobId">The job of the upload, once it is complete.</param>
internal sealed record TusUpload(Guid Id, long Length, string Metadata, string Client = "", long? TrustedBytes = null, Guid? JobId = null);
