namespace GenreQueue.Contracts;

/// <summary>Where the audio of a job is. Exactly one of the two is set.</summary>
/// <param name="UploadKey">Server-generated name in the upload store; neither a path nor the content.</param>
/// <param name="File">A file of a library that the workers can read themselves.</param>
public sealed record TrackSource(string? UploadKey, LibraryFile? File);

/// <summary>A file of a library, as it was when its job was queued.</summary>
/// <param name="Library">Name of the library. Each process has its own setting of where that library is.</param>
/// <param name="Path">Path below the root of the library, with <c>/</c> between folders.</param>
/// <param name="Size">Length in bytes.</param>
/// <param name="Modified">Time of the last change of the content, in units of 100 ns since 1970-01-01 UTC.</param>
public sealed record LibraryFile(string Library, string Path, long Size, long Modified);
