using GenreQueue.Api.Configuration;
using GenreQueue.Api.Problems;
using GenreQueue.Api.Tus;
using GenreQueue.Fixtures.Servers;
using GenreQueue.Hosting.Uploads;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace GenreQueue.Api.Tests.Tus;

/// <summary>Limits on the uploads that have been created and not completed.</summary>
public sealed class TusReservationsTests : IDisposable
{
    private const long Megabyte = 1_000_000;
    private readonly TemporaryFolder _folder = new("tus");
    private readonly FakeTimeProvider _time = new(DateTimeOffset.UtcNow);
    private readonly ApiOptions _api = new() { MinFreeDiskMegabytes = 0 };
    private readonly TusOptions _options;

    public TusReservationsTests() => _options = new() { Folder = _folder.Path };

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Each_client_may_have_a_number_of_open_uploads()
    {
        _options.MaxOpenUploadsPerClient = 2;
        var reservations = Open();
        var first = reservations.Create(1, "", "a");
        reservations.Create(1, "", "a");
        Assert.Equal(ProblemCodes.TooManyUploads, CodeOf(() => reservations.Create(1, "", "a")));
        reservations.Create(1, "", "b");

        Files().Delete(first.Id);
        reservations.Create(1, "", "a");
        Assert.Equal(ProblemCodes.TooManyUploads, CodeOf(() => reservations.Create(1, "", "a")));
    }

    [Fact]
    public void Open_uploads_are_limited_in_total()
    {
        _options.MaxOpenUploads = 2;
        var reservations = Open();
        reservations.Create(1, "", "a");
        reservations.Create(1, "", "b");
        Assert.Equal(ProblemCodes.TooManyUploads, CodeOf(() => reservations.Create(1, "", "c")));
    }

    [Fact]
    public void Reserved_bytes_are_limited_for_each_client_and_in_total()
    {
        (_options.MaxReservedMegabytes, _options.MaxReservedMegabytesPerClient) = (5, 3);
        var reservations = Open();
        reservations.Create(2 * Megabyte, "", "a");
        Assert.Equal(ProblemCodes.InsufficientStorage, CodeOf(() => reservations.Create(2 * Megabyte, "", "a")));
        reservations.Create(3 * Megabyte, "", "b");
        Assert.Equal(ProblemCodes.InsufficientStorage, CodeOf(() => reservations.Create(1 * Megabyte, "", "c")));
    }

    [Fact]
    public void Reserved_bytes_count_against_the_free_space()
    {
        (_options.MaxReservedMegabytes, _options.MaxReservedMegabytesPerClient) = (100_000_000, 100_000_000);
        var free = Files().FreeBytes;
        var reservations = Open();
        reservations.Create(free / 2, "", "a");
        Assert.Equal(ProblemCodes.InsufficientStorage, CodeOf(() => reservations.Create(free * 3 / 4, "", "b")));
    }

    [Fact]
    public void Reservations_are_counted_from_the_folder_after_a_restart()
    {
        _options.MaxOpenUploadsPerClient = 1;
        var upload = Open().Create(1, "", "a");
        Assert.Equal(ProblemCodes.TooManyUploads, CodeOf(() => Open().Create(1, "", "a")));

        // The upload has become a job.
        Files().Write(upload with { JobId = upload.Id });
        Files().DeleteBytes(upload.Id);
        Open().Create(1, "", "a");
    }

    [Fact]
    public void An_expired_upload_reserves_nothing()
    {
        _options.MaxOpenUploads = 1;
        Open().Create(1, "", "a");
        _time.Advance(TimeSpan.FromHours(_options.ExpireHours + 1));
        Open().Create(1, "", "b");
    }

    private TusReservations Open() => new(Files(), Options.Create(_options), Options.Create(_api));

    private TusFiles Files() => new(Options.Create(_options), Options.Create(new UploadOptions()), _time);

    private static string CodeOf(Action create)
    {
        var problem = Assert.Throws<ApiException>(create);
        Assert.NotNull(problem.RetryAfter);
        return problem.Code;
    }
}
