using System.Threading.Channels;
using GenreQueue.Hosting.Uploads;

namespace GenreQueue.Api.Store;

/// <summary>Deletes the uploads of jobs that have ended, after their end is committed. What it misses, the sweep finds.</summary>
public sealed class UploadJanitor(IUploadStore uploads, ILogger<UploadJanitor> logger) : BackgroundService
{
    private readonly Channel<string> _keys = Channel.CreateUnbounded<string>(new UnboundedChannelOptions { SingleReader = true });

    /// <summary>Deletes soon what is no longer needed.</summary>
    public void Delete(string key) => _keys.Writer.TryWrite(key);

    internal void Release(IEnumerable<ChangedRow> rows)
    {
        foreach (var row in rows)
        {
            if (row is { UploadKey: { } key, UploadHeld: false }) Delete(key);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var key in _keys.Reader.ReadAllAsync(stoppingToken))
        {
            try
            {
                await uploads.DeleteAsync(key, stoppingToken);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                logger.LogWarning(exception, "Could not delete upload {UploadKey}; the sweep will try again", key);
            }
        }
    }
}
