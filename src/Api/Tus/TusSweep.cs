using GenreQueue.Api.Problems;

namespace GenreQueue.Api.Tus;

/// <summary>Makes jobs of uploads that were complete when the process ended, and removes those that have expired.</summary>
internal sealed class TusSweep(TusFiles files, TusUploads uploads, ILogger<TusSweep> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause);
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
            if (files.ExpiresAt(id) > DateTimeOffset.UtcNow)
            {
                await uploads.GetAsync(id);
                return;
            }
            files.Delete(id);
            logger.LogInformation("Removed the upload {UploadId}, which has expired", id);
        }
        catch (ApiException)
        {
            // Somebody is writing to it, or it is gone already.
        }
        catch (Exception exception)
        {
            logger.LogWarning(exception, "Could not attend to the upload {UploadId}; trying again later", id);
        }
    }
}
