using GenreQueue.Api.Problems;
using GenreQueue.Api.Store;

namespace GenreQueue.Api.Tus;

/// <summary>Creates the jobs of uploads that were complete when the process ended, and deletes expired uploads.</summary>
internal sealed class TusSweep(TusFiles files, TusUploads uploads, DatabaseReady database, TimeProvider time, ILogger<TusSweep> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await database.WaitAsync(stoppingToken);
        using var timer = new PeriodicTimer(Interval, time);
        do
        {
            foreach (var id in files.All())
            {
                stoppingToken.ThrowIfCancellationRequested();
                await VisitAsync(id);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task VisitAsync(Guid id)
    {
        try
        {
            if (files.ExpiresAt(id) > time.GetUtcNow())
            {
                await uploads.GetAsync(id);
                return;
            }
            files.Delete(id);
            logger.LogInformation("Deleted the expired upload {UploadId}", id);
        }
        catch (ApiException)
        {
            // A request is writing to the upload, or it has been deleted.
        }
        catch (Exception exception)
        {
            logger.LogWarning(exception, "Could not process the upload {UploadId}; it will be retried", id);
        }
    }
}
