using GenreQueue.Api.Problems;
using GenreQueue.Api.Tus;
using GenreQueue.Fixtures.Servers;
using GenreQueue.Hosting.Configuration;
using GenreQueue.Hosting.Uploads;
using Microsoft.Extensions.Options;

namespace GenreQueue.Api.Tests.Tus;

/// <summary>What is left on disk is the truth, whenever the process ended.</summary>
public sealed class TusFilesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new("tus");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Bytes_survive_the_process_that_wrote_them()
    {
        var upload = Open().Create(100, "filename YQ==");
        await AppendAsync(Open(), upload.Id, 0, new byte[40]);

        var after = Open();
        Assert.Equal(40, after.OffsetOf(after.Read(upload.Id)));
        Assert.Equal("filename YQ==", after.Read(upload.Id).Metadata);
    }

    [Fact]
    public async Task Bytes_that_nobody_vouched_for_do_not_count_after_a_crash()
    {
        var files = Open();
        var upload = files.Create(100, "");
        await AppendAsync(files, upload.Id, 0, new byte[10]);
        // As the process leaves it that dies while it receives a body with a checksum.
        files.Write(files.Read(upload.Id) with { TrustedBytes = 10 });
        await using (var bytes = files.Lock(upload.Id))
        {
            bytes.SetLength(33);
        }

        var after = Open();
        Assert.Equal(10, after.OffsetOf(after.Read(upload.Id)));
        Assert.Equal(15, await AppendAsync(after, upload.Id, 10, new byte[5]));
        Assert.Equal(15, after.OffsetOf(after.Read(upload.Id)));
    }

    [Fact]
    public void Only_one_request_writes_to_an_upload_at_a_time()
    {
        var upload = Open().Create(100, "");
        using var first = Open().Lock(upload.Id);
        Assert.Equal("upload_locked", Assert.Throws<ApiException>(() => Open().Lock(upload.Id)).Code);
    }

    [Fact]
    public void An_upload_expires_its_lifetime_after_its_last_byte()
    {
        var files = Open();
        var upload = files.Create(100, "");
        Assert.InRange(files.ExpiresAt(upload.Id) - DateTimeOffset.UtcNow, files.Lifetime - TimeSpan.FromMinutes(1), files.Lifetime);
        foreach (var file in Directory.GetFiles(_folder.Path)) File.SetLastWriteTimeUtc(file, DateTime.UtcNow - files.Lifetime);
        Assert.Equal("upload_not_found", Assert.Throws<ApiException>(() => files.Read(upload.Id)).Code);
    }

    [Fact]
    public void Nothing_is_left_of_a_deleted_upload()
    {
        var files = Open();
        var upload = files.Create(100, "");
        files.Delete(upload.Id);
        Assert.Empty(Directory.GetFiles(_folder.Path));
        Assert.Throws<ApiException>(() => files.Read(upload.Id));
    }

    private TusFiles Open() => new(Options.Create(new TusOptions { Folder = _folder.Path }), Options.Create(new UploadOptions()));

    private static async Task<long> AppendAsync(TusFiles files, Guid id, long offset, byte[] body)
    {
        await using var bytes = files.Lock(id);
        return await new TusWriter(files).AppendAsync(files.Read(id), bytes, offset, new MemoryStream(body), null, TestContext.Current.CancellationToken);
    }
}
