using GenreQueue.Api.Problems;
using GenreQueue.Api.Tus;
using GenreQueue.Fixtures.Servers;
using GenreQueue.Hosting.Configuration;
using GenreQueue.Hosting.Uploads;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace GenreQueue.Api.Tests.Tus;

/// <summary>The files hold the complete state, whenever the process ends.</summary>
public sealed class TusFilesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new("tus");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Bytes_survive_a_restart()
    {
        var upload = Open().Create(100, "filename YQ==", "");
        await AppendAsync(Open(), upload.Id, 0, new byte[40]);

        var after = Open();
        Assert.Equal(40, after.OffsetOf(after.Read(upload.Id)));
        Assert.Equal("filename YQ==", after.Read(upload.Id).Metadata);
    }

    [Fact]
    public async Task Unverified_bytes_are_discarded_after_a_crash()
    {
        var files = Open();
        var upload = files.Create(100, "", "");
        await AppendAsync(files, upload.Id, 0, new byte[10]);
        // The state after a crash while a body with a checksum is being received.
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
    public void Only_one_request_can_write_to_an_upload_at_a_time()
    {
        var upload = Open().Create(100, "", "");
        using var first = Open().Lock(upload.Id);
        Assert.Equal("upload_locked", Assert.Throws<ApiException>(() => Open().Lock(upload.Id)).Code);
    }

    [Fact]
    public void Upload_expires_when_its_lifetime_after_the_last_byte_has_passed()
    {
        var time = new FakeTimeProvider(DateTimeOffset.UtcNow);
        var files = Open(time);
        var upload = files.Create(100, "", "");
        Assert.InRange(files.ExpiresAt(upload.Id) - DateTimeOffset.UtcNow, files.Lifetime - TimeSpan.FromMinutes(1), files.Lifetime);
        time.Advance(files.Lifetime - TimeSpan.FromMinutes(1));
        Assert.Equal(upload, files.Read(upload.Id));
        time.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal("upload_not_found", Assert.Throws<ApiException>(() => files.Read(upload.Id)).Code);
    }

    [Fact]
    public void Nothing_is_left_of_a_deleted_upload()
    {
        var files = Open();
        var upload = files.Create(100, "", "");
        files.Delete(upload.Id);
        Assert.Empty(Directory.GetFiles(_folder.Path));
        Assert.Throws<ApiException>(() => files.Read(upload.Id));
    }

    private TusFiles Open(TimeProvider? time = null) =>
        new(Options.Create(new TusOptions { Folder = _folder.Path }), Options.Create(new UploadOptions()), time ?? TimeProvider.System);

    private static async Task<long> AppendAsync(TusFiles files, Guid id, long offset, byte[] body)
    {
        await using var bytes = files.Lock(id);
        return await new TusWriter(files).AppendAsync(files.Read(id), bytes, offset, new MemoryStream(body), null, TestContext.Current.CancellationToken);
    }
}
