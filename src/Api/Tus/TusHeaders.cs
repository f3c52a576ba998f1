namespace GenreQueue.Api.Tus;

/// <summary>Names and constants of the tus 1.0.0 protocol.</summary>
internal static class TusHeaders
{
    public const string Version = "1.0.0";
    public const string Extensions = "creation,creation-with-upload,expiration,checksum,termination";
    public const string ContentType = "application/offset+octet-stream";

    public const string Resumable = "Tus-Resumable";
    public const string SupportedVersions = "Tus-Version";
    public const string SupportedExtensions = "Tus-Extension";
    public const string SupportedChecksums = "Tus-Checksum-Algorithm";
    public const string MaxSize = "Tus-Max-Size";
    public const string UploadLength = "Upload-Length";
    public const string UploadOffset = "Upload-Offset";
    public const string UploadMetadata = "Upload-Metadata";
    public const string UploadExpires = "Upload-Expires";
    public const string UploadChecksum = "Upload-Checksum";
    public const string MethodOverride = "X-HTTP-Method-Override";

    /// <summary>Not part of tus: address of the job of a finished upload.</summary>
    public const string JobLocation = "Job-Location";

    /// <summary>The response headers that clients read.</summary>
    public static IReadOnlyList<string> Exposed { get; } =
        [Resumable, SupportedVersions, SupportedExtensions, SupportedChecksums, MaxSize, UploadLength, UploadOffset, UploadMetadata, UploadExpires, JobLocation];
}
