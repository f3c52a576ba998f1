namespace GenreQueue.Hosting.Uploads;

/// <summary>Where audio waits between the API that takes it and the worker that reads it. Rows and messages carry the key only.</summary>
public interface IUploadStore
{
    /// <summary>Streams <paramref name="body"/> to the store under a new key; it is complete and durable when this returns.</summary>
    /// <param name="body">Read to its end, never held in memory.</param>
    /// <param name="maxBytes">Reading stops one byte above this.</param>
    /// <param name="cancellationToken">Ends the transfer; nothing is left behind.</param>
    /// <exception cref="UploadTooLargeException"><paramref name="body"/> is longer than <paramref name="maxBytes"/>.</exception>
    /// <exception cref="IOException">The store cannot take it.</exception>
    Task<StoredUpload> SaveAsync(Stream body, long maxBytes, CancellationToken cancellationToken);

    /// <summary>Gives the upload as a local file for as long as the answer is not disposed.</summary>
    /// <exception cref="FileNotFoundException">The upload is gone.</exception>
    /// <exception cref="IOException">The store cannot be read now.</exception>
    Task<IUploadFile> OpenAsync(string key, CancellationToken cancellationToken);

    /// <summary>Removes the upload; removing what is gone is no error.</summary>
    Task DeleteAsync(string key, CancellationToken cancellationToken);

    /// <summary>Whether the upload is still there.</summary>
    Task<bool> ExistsAsync(string key, CancellationToken cancellationToken);

    /// <summary>All uploads, finished or not, in no order; for the sweep.</summary>
    IAsyncEnumerable<UploadEntry> ListAsync(CancellationToken cancellationToken);

    /// <summary>Removes what an interrupted <see cref="SaveAsync"/> left behind, if it was begun before <paramref name="before"/>.</summary>
    /// <returns>How many pieces were removed.</returns>
    Task<int> RemoveUnfinishedAsync(DateTimeOffset before, CancellationToken cancellationToken);
}

/// <summary>A local file to read an upload from.</summary>
public interface IUploadFile : IAsyncDisposable
{
    /// <summary>Absolute path; valid until disposed.</summary>
    string Path { get; }
}

/// <param name="Key">Name the store chose: 32 lower-case hexadecimal digits.</param>
/// <param name="Size">Bytes.</param>
/// <param name="Sha256">Hash of the content, lower-case hexadecimal.</param>
public sealed record StoredUpload(string Key, long Size, string Sha256);

/// <param name="Key">Key of a finished upload.</param>
/// <param name="ModifiedAt">When it was finished, UTC.</param>
public sealed record UploadEntry(string Key, DateTimeOffset ModifiedAt);

/// <summary>An upload is longer than it may be.</summary>
/// <param name="maxBytes">The limit it went over.</param>
public sealed class UploadTooLargeException(long maxBytes) : Exception($"The upload is larger than {maxBytes} bytes.")
{
    /// <summary>The limit in bytes.</summary>
    public long MaxBytes { get; } = maxBytes;
}
