namespace GenreQueue.Hosting.Uploads;

/// <summary>Stores audio between the API that receives it and the worker that reads it. Rows and messages hold the key only.</summary>
public interface IUploadStore
{
    /// <summary>Streams <paramref name="body"/> to the store under a new key. The upload is complete and durable when the task completes.</summary>
    /// <param name="body">Read to its end; never held in memory as a whole.</param>
    /// <param name="maxBytes">Maximum length; reading stops one byte above it.</param>
    /// <param name="cancellationToken">Aborts the transfer and removes what was written.</param>
    /// <exception cref="UploadTooLargeException"><paramref name="body"/> is longer than <paramref name="maxBytes"/>.</exception>
    /// <exception cref="IOException">The store cannot be written.</exception>
    Task<StoredUpload> SaveAsync(Stream body, long maxBytes, CancellationToken cancellationToken);

    /// <summary>Provides the upload as a local file until the result is disposed.</summary>
    /// <exception cref="FileNotFoundException">The upload does not exist.</exception>
    /// <exception cref="IOException">The store cannot be read at the moment.</exception>
    Task<IUploadFile> OpenAsync(string key, CancellationToken cancellationToken);

    /// <summary>Deletes the upload if it exists.</summary>
    Task DeleteAsync(string key, CancellationToken cancellationToken);

    /// <summary>Lists the finished uploads in no particular order, for the sweep.</summary>
    IAsyncEnumerable<UploadEntry> ListAsync(CancellationToken cancellationToken);

    /// <summary>Deletes partial files of interrupted <see cref="SaveAsync"/> calls, if last written before <paramref name="before"/>.</summary>
    /// <returns>Number of deleted files.</returns>
    Task<int> RemoveUnfinishedAsync(DateTimeOffset before, CancellationToken cancellationToken);
}

/// <summary>A local file with the content of an upload.</summary>
public interface IUploadFile : IAsyncDisposable
{
    /// <summary>Absolute path; valid until disposed.</summary>
    string Path { get; }
}

/// <param name="Key">Name chosen by the store: 32 lower-case hexadecimal digits.</param>
/// <param name="Size">Length in bytes.</param>
/// <param name="Sha256">Hash of the content, lower-case hexadecimal.</param>
public sealed record StoredUpload(string Key, long Size, string Sha256);

/// <param name="Key">Key of a finished upload.</param>
/// <param name="ModifiedAt">Time of its completion, UTC.</param>
public sealed record UploadEntry(string Key, DateTimeOffset ModifiedAt);

/// <summary>An upload exceeds its maximum length.</summary>
/// <param name="maxBytes">The maximum in bytes.</param>
public sealed class UploadTooLargeException(long maxBytes) : Exception($"The upload is larger than {maxBytes} bytes.");
