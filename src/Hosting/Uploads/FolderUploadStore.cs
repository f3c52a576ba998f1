using System.Runtime.CompilerServices;
using Microsoft.Extensions.Options;

namespace GenreQueue.Hosting.Uploads;

/// <summary>Stores uploads as files in a folder. A file is written as <c>key.part</c> and renamed once it is complete.</summary>
public sealed class FolderUploadStore : IUploadStore
{
    private readonly string _folder;

    public FolderUploadStore(IOptions<UploadOptions> options)
    {
        _folder = options.Value.WorkFolder;
        Directory.CreateDirectory(_folder);
    }

    /// <inheritdoc />
    public async Task<StoredUpload> SaveAsync(Stream body, long maxBytes, CancellationToken cancellationToken)
    {
        var key = UploadKey.Create();
        var path = Path.Combine(_folder, key);
        var part = path + UploadFiles.PartSuffix;
        var (size, sha256) = await UploadFiles.WriteFileAsync(part, body, maxBytes, cancellationToken);
        File.Move(part, path);
        return new StoredUpload(key, size, sha256);
    }

    /// <inheritdoc />
    public Task<IUploadFile> OpenAsync(string key, CancellationToken cancellationToken)
    {
        var path = PathOf(key);
        if (!File.Exists(path)) throw new FileNotFoundException("The upload does not exist.");
        return Task.FromResult<IUploadFile>(new FolderFile(path));
    }

    /// <inheritdoc />
    public Task DeleteAsync(string key, CancellationToken cancellationToken)
    {
        File.Delete(PathOf(key));
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public async IAsyncEnumerable<UploadEntry> ListAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var file in new DirectoryInfo(_folder).EnumerateFiles())
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (UploadKey.IsValid(file.Name)) yield return new UploadEntry(file.Name, file.LastWriteTimeUtc);
        }
        await Task.CompletedTask;
    }

    /// <inheritdoc />
    public Task<int> RemoveUnfinishedAsync(DateTimeOffset before, CancellationToken cancellationToken) =>
        Task.FromResult(UploadFiles.RemoveParts(_folder, before));

    private string PathOf(string key) => Path.Combine(_folder, UploadKey.Require(key));

    private sealed class FolderFile(string path) : IUploadFile
    {
        public string Path => path;

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
