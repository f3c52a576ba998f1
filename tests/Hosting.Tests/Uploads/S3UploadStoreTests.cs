using System.Security.Cryptography;
using GenreQueue.Analysis.FrontEnds;
using GenreQueue.Fixtures.Servers;
using GenreQueue.Hosting.Uploads;
using Microsoft.Extensions.Options;

namespace GenreQueue.Hosting.Tests.Uploads;

/// <summary>Tests that measure this process; nothing else runs beside them.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;

/// <summary>The AWS SDK against a small server of our own that keeps objects in memory: it proves our use of the protocol, not that of a real S3.</summary>
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
    public async Task An_object_is_sent_with_its_length_and_without_being_held_in_memory()
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
    public async Task A_copy_that_was_read_is_removed()
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
    public async Task A_bucket_that_does_not_answer_is_a_fault_that_may_pass()
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
