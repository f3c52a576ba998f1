using System.Security.Cryptography;
using GenreQueue.Fixtures.Servers;
using GenreQueue.Hosting.Uploads;
using Microsoft.Extensions.Options;

namespace GenreQueue.Hosting.Tests.Uploads;

/// <summary>The contract of both stores.</summary>
public abstract class UploadStoreTests
{
    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    protected abstract IUploadStore Store { get; }

    /// <summary>Folder of the partial files.</summary>
    protected abstract string WorkFolder { get; }

    [Fact]
    public async Task A_saved_upload_can_be_read_until_it_is_deleted()
    {
        var content = RandomNumberGenerator.GetBytes(300_001);
        var upload = await Store.SaveAsync(new MemoryStream(content), 1_000_000, Cancellation);
        Assert.Equal((content.Length, Convert.ToHexStringLower(SHA256.HashData(content))), (upload.Size, upload.Sha256));
        await using (var file = await Store.OpenAsync(upload.Key, Cancellation)) Assert.Equal(content, await File.ReadAllBytesAsync(file.Path, Cancellation));

        await Store.DeleteAsync(upload.Key, Cancellation);
        await Store.DeleteAsync(upload.Key, Cancellation);
        await Assert.ThrowsAsync<FileNotFoundException>(() => Store.OpenAsync(upload.Key, Cancellation));
    }

    [Fact]
    public async Task Reading_stops_at_the_limit_and_leaves_no_file()
    {
        await Assert.ThrowsAsync<UploadTooLargeException>(() => Store.SaveAsync(new MemoryStream(new byte[1_001]), 1_000, Cancellation));
        Assert.Empty(Directory.GetFiles(WorkFolder));
        Assert.Equal(1_000, (await Store.SaveAsync(new MemoryStream(new byte[1_000]), 1_000, Cancellation)).Size);
    }

    [Fact]
    public async Task An_interrupted_body_leaves_no_file()
    {
        await Assert.ThrowsAsync<EndOfStreamException>(() => Store.SaveAsync(new BrokenStream(), 1_000_000, Cancellation));
        Assert.Empty(Directory.GetFiles(WorkFolder));
    }

    [Theory]
    [InlineData("../../etc/passwd")]
    [InlineData("/etc/passwd")]
    [InlineData("")]
    [InlineData("ABCDEFABCDEFABCDEFABCDEFABCDEFAB")]
    public async Task An_invalid_key_is_rejected(string key)
    {
        await Assert.ThrowsAsync<FileNotFoundException>(() => Store.OpenAsync(key, Cancellation));
        await Assert.ThrowsAsync<FileNotFoundException>(() => Store.DeleteAsync(key, Cancellation));
    }

    [Fact]
    public async Task All_finished_uploads_are_listed_and_old_partial_files_are_deleted()
    {
        var keys = new List<string>();
        for (var n = 0; n < 5; n++) keys.Add((await Store.SaveAsync(new MemoryStream([1, 2, 3]), 10, Cancellation)).Key);
        var partial = Path.Combine(WorkFolder, "0123456789abcdef0123456789abcdef.part");
        await File.WriteAllTextAsync(partial, "partial", Cancellation);
        Assert.Equal(0, await Store.RemoveUnfinishedAsync(DateTimeOffset.UtcNow.AddHours(-1), Cancellation));
        Assert.Equal(1, await Store.RemoveUnfinishedAsync(DateTimeOffset.UtcNow.AddMinutes(1), Cancellation));

        var listed = new List<UploadEntry>();
        await foreach (var entry in Store.ListAsync(Cancellation)) listed.Add(entry);
        Assert.Equal(keys.Order(), listed.Select(e => e.Key).Order());
        Assert.All(listed, e => Assert.InRange(e.ModifiedAt, DateTimeOffset.UtcNow.AddMinutes(-5), DateTimeOffset.UtcNow.AddMinutes(5)));
    }

    private sealed class BrokenStream : MemoryStream
    {
        private bool _started;

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (_started) throw new EndOfStreamException("The connection was closed.");
            _started = true;
            return ValueTask.FromResult(100);
        }
    }
}

public sealed class FolderUploadStoreTests : UploadStoreTests, IDisposable
{
    private readonly TemporaryFolder _folder = new("uploads");

    public FolderUploadStoreTests() => Store = new FolderUploadStore(Options.Create(new UploadOptions { Folder = _folder.Path }));

    protected override IUploadStore Store { get; }

    protected override string WorkFolder => _folder.Path;

    public void Dispose() => _folder.Dispose();
}
