namespace GenreQueue.Api.Tus;

/// <summary>What is known of one upload beside its bytes; stored as JSON next to them.</summary>
/// <param name="Id">Names its files and its address.</param>
/// <param name="Length">Bytes it will have.</param>
/// <param name="Metadata">The <c>Upload-Metadata</c> header as it came.</param>
/// <param name="TrustedBytes">While a body with a checksum arrives: the bytes before it, all that counts should the process die now.</param>
/// <param name="JobId">Its job, once it is complete.</param>
internal sealed record TusUpload(Guid Id, long Length, string Metadata, long? TrustedBytes = null, Guid? JobId = null);
