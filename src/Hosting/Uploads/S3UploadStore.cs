using System.Net;
using System.Runtime.CompilerServices;
using Amazon;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using Microsoft.Extensions.Options;

namespace GenreQueue.Hosting.Uploads;

/// <summary>Stores uploads as objects of a bucket. A body is first written to the staging folder, so that its length and hash are known
/// before the single PUT: an object exists completely or not at all, and memory use does not depend on its size.</summary>
public sealed class S3UploadStore : IUploadStore, IDisposable
{
    private readonly S3Options _options;
    private readonly string _staging;
    private readonly AmazonS3Client _client;

    public S3UploadStore(IOptions<UploadOptions> uploads)
    {
        _options = uploads.Value.S3;
        _staging = uploads.Value.WorkFolder;
        Directory.CreateDirectory(_staging);
        _client = CreateClient(_options);
    }

    /// <inheritdoc />
    public async Task<StoredUpload> SaveAsync(Stream body, long maxBytes, CancellationToken cancellationToken)
    {
        var key = UploadKey.Create();
        var file = Path.Combine(_staging, key + UploadFiles.PartSuffix);
        var (size, sha256) = await UploadFiles.WriteFileAsync(file, body, maxBytes, cancellationToken);
        try
        {
            await CallAsync(() => _client.PutObjectAsync(
                new PutObjectRequest { BucketName = _options.Bucket, Key = _options.Prefix + key, FilePath = file, UseChunkEncoding = false },
                cancellationToken));
        }
        finally
        {
            File.Delete(file);
        }
        return new StoredUpload(key, size, sha256);
    }

    /// <inheritdoc />
    public async Task<IUploadFile> OpenAsync(string key, CancellationToken cancellationToken)
    {
        using var response = await CallAsync(() => _client.GetObjectAsync(_options.Bucket, ObjectKey(key), cancellationToken));

        // The same upload may be open twice: a job can be redelivered while another worker still processes it.
        var copy = Path.Combine(_staging, $"{key}-{Guid.NewGuid():N}{UploadFiles.PartSuffix}");
        await UploadFiles.WriteFileAsync(copy, response.ResponseStream, long.MaxValue, cancellationToken);
        return new Copy(copy);
    }

    /// <inheritdoc />
    public Task DeleteAsync(string key, CancellationToken cancellationToken) =>
        CallAsync(() => _client.DeleteObjectAsync(_options.Bucket, ObjectKey(key), cancellationToken));

    /// <inheritdoc />
    public async IAsyncEnumerable<UploadEntry> ListAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var request = new ListObjectsV2Request { BucketName = _options.Bucket, Prefix = _options.Prefix };
        do
        {
            var page = await CallAsync(() => _client.ListObjectsV2Async(request, cancellationToken));
            foreach (var entry in page.S3Objects ?? [])
            {
                var key = entry.Key[_options.Prefix.Length..];
                if (UploadKey.IsValid(key) && entry.LastModified is { } modified) yield return new UploadEntry(key, modified.ToUniversalTime());
            }
            request.ContinuationToken = page.NextContinuationToken;
        }
        while (request.ContinuationToken is not null);
    }

    /// <inheritdoc />
    public Task<int> RemoveUnfinishedAsync(DateTimeOffset before, CancellationToken cancellationToken) =>
        Task.FromResult(UploadFiles.RemoveParts(_staging, before));

    public void Dispose() => _client.Dispose();

    private string ObjectKey(string key) => _options.Prefix + UploadKey.Require(key);

    private static AmazonS3Client CreateClient(S3Options options)
    {
        var config = new AmazonS3Config
        {
            ForcePathStyle = options.ForcePathStyle,

            // Many S3-compatible servers do not support checksum trailers; TLS or the payload signature protects the content.
            RequestChecksumCalculation = RequestChecksumCalculation.WHEN_REQUIRED,
            ResponseChecksumValidation = ResponseChecksumValidation.WHEN_REQUIRED,
            Timeout = TimeSpan.FromMinutes(5),
            ConnectTimeout = TimeSpan.FromSeconds(10),
        };
        if (options.ServiceUrl.Length > 0)
        {
            config.ServiceURL = options.ServiceUrl;
            config.AuthenticationRegion = options.Region;
        }
        else
        {
            config.RegionEndpoint = RegionEndpoint.GetBySystemName(options.Region);
        }
        return options.AccessKey.Length > 0
            ? new AmazonS3Client(new BasicAWSCredentials(options.AccessKey, options.SecretKey), config)
            : new AmazonS3Client(config);
    }

    /// <summary>Translates exceptions of the SDK to those of <see cref="IUploadStore"/>.</summary>
    private static async Task<T> CallAsync<T>(Func<Task<T>> call)
    {
        try
        {
            return await call();
        }
        catch (AmazonS3Exception exception) when (exception.StatusCode == HttpStatusCode.NotFound && exception.ErrorCode != "NoSuchBucket")
        {
            throw new FileNotFoundException("The upload does not exist.", exception);
        }
        catch (Exception exception) when (exception is AmazonServiceException or AmazonClientException or HttpRequestException or TimeoutException)
        {
            throw new IOException($"The upload bucket is not available: {exception.Message}", exception);
        }
    }

    private sealed class Copy(string path) : IUploadFile
    {
        public string Path => path;

        public ValueTask DisposeAsync()
        {
            File.Delete(path);
            return ValueTask.CompletedTask;
        }
    }
}
