using System.Security.Cryptography;
using GenreQueue.Fixtures.Servers;
using GenreQueue.Hosting.Uploads;
using Microsoft.Extensions.Options;

namespace GenreQueue.Hosting.Tests.Uploads;

/// <summary>Tests that measure the memory of this process, so no other test may run at the same time.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;

/// <summary>The AWS SDK against an in-memory server. This tests our use of the protocol, not compatibility with a real S3.</summary>
[Collection(nameof(Alone))]
public sealed class S3UploadStoreTests : UploadStoreTests, IAsyncLifetime
{
    private readonly TemporaryFolder _staging = new("staging");
    private FakeS3 _server = null!;
    private S3UploadStore _store = null!;

    protected override IUploadStore Store => _store;

    protected override string WorkFolder => _staging.Path;

    public async ValueTask InitializeAsync()
    {
        _server = await FakeS3.StartAsync();
        _store = new S3UploadStore(Options.Create(new UploadOptions
        {
            S3 = new S3Options
            {
                Bucket = "tracks",
                ServiceUrl = _server.Url,
                AccessKey = "key",
                SecretKey = "secret",
                Prefix = "genrequeue/",
                StagingFolder = _staging.Path,
            },
        }));
    }

    [Fact]
    public async Task An_object_is_sent_with_its_length_and_is_never_held_in_memory()
    {
        const int Megabytes = 48;
        var before = GC.GetTotalAllocatedBytes(precise: true);
        var upload = await _store.SaveAsync(new ZeroStream(Megabytes * 1_000_000L), long.MaxValue, Cancellation);
        Assert.InRange(GC.GetTotalAllocatedBytes(precise: true) - before, 0, Megabytes * 1_000_000L / 2);
        Assert.Equal(Megabytes * 1_000_000L, upload.Size);
        Assert.Equal(Megabytes * 1_000_000L, _server.LastContentLength);
        Assert.Equal(upload.Sha256, _server.LastSha256);
        Assert.Empty(Directory.GetFiles(_staging.Path));
    }

    [Fact]
    public async Task The_local_copy_is_deleted_when_it_is_disposed()
    {
        var upload = await _store.SaveAsync(new MemoryStream([1, 2, 3]), 10, Cancellation);
        var (first, second) = (await _store.OpenAsync(upload.Key, Cancellation), await _store.OpenAsync(upload.Key, Cancellation));
        Assert.NotEqual(first.Path, second.Path);
        await first.DisposeAsync();
        Assert.Equal([1, 2, 3], await File.ReadAllBytesAsync(second.Path, Cancellation));
        await second.DisposeAsync();
        Assert.Empty(Directory.GetFiles(_staging.Path));
    }

    [Fact]
    public async Task An_unreachable_bucket_is_a_transient_error()
    {
        await _server.DisposeAsync();
        await Assert.ThrowsAsync<IOException>(() => _store.SaveAsync(new MemoryStream([1, 2, 3]), 10, Cancellation));
        Assert.Empty(Directory.GetFiles(_staging.Path));
    }

    public async ValueTask DisposeAsync()
    {
        _store.Dispose();
        await _server.DisposeAsync();
        _staging.Dispose();
    }

    private sealed class ZeroStream(long length) : MemoryStream
    {
        private long _left = length;

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var count = (int)Math.Min(buffer.Length, _left);
            buffer.Span[..count].Clear();
            _left -= count;
            return ValueTask.FromResult(count);
        }
    }
}
