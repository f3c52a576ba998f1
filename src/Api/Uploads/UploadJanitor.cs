using System.Threading.Channels;
using GenreQueue.Api.Store;
using GenreQueue.Hosting.Uploads;
using Microsoft.Extensions.Options;

namespace GenreQueue.Api.Uploads;

/// <summary>Deletes uploads that are no longer needed. Failed deletions are left to the sweep.</summary>
public sealed class UploadJanitor(IUploadStore store, IOptions<UploadOptions> options, TimeProvider time, ILogger<UploadJanitor> logger)
    : BackgroundService, IUploadRetention
{
    // A request waits at most this long for the deletion of its files.
    private static readonly TimeSpan DeleteTimeout = TimeSpan.FromSeconds(10);

    private readonly Channel<string> _keys = Channel.CreateUnbounded<string>(new UnboundedChannelOptions { SingleReader = true });

    /// <inheritdoc/>
    public bool KeepsFailed => options.Value.KeepFailedMinutes > 0;

    /// <summary>Deletes the upload in the background.</summary>
    public void Release(string key) => _keys.Writer.TryWrite(key);

    /// <summary>Deletes the uploads before returning; those that cannot be deleted in time are left to the sweep.</summary>
    public async Task DeleteAsync(IEnumerable<string> keys)
    {
        using var limit = new CancellationTokenSource(DeleteTimeout, time);
        try
        {
            await Task.WhenAll(keys.Select(key => DeleteAsync(key, limit.Token)));
        }
        catch (OperationCanceledException)
        {
            logger.LogWarning("Could not delete all uploads of a request within {Seconds} s; the sweep will try again", DeleteTimeout.TotalSeconds);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var key in _keys.Reader.ReadAllAsync(stoppingToken)) await DeleteAsync(key, stoppingToken);
    }

    private async Task DeleteAsync(string key, CancellationToken cancellationToken)
    {
        try
        {
            await store.DeleteAsync(key, cancellationToken);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            logger.LogWarning(exception, "Could not delete upload {UploadKey}; the sweep will try again", key);
        }
    }
}
