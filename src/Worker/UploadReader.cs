using GenreQueue.Analysis.FrontEnds;
using GenreQueue.Hosting.Logging;
using GenreQueue.Hosting.Uploads;
using Microsoft.Extensions.Logging;

namespace GenreQueue.Worker;

/// <summary>Opens uploads and waits when the store is away: that says nothing about the file, so it must not fail the job.</summary>
public sealed class UploadReader(IUploadStore uploads, TimeProvider time, ILogger<UploadReader> logger)
{
    /// <summary>How long a job waits for the store.</summary>
    public static readonly TimeSpan RetryTimeout = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan[] Pauses =
        [TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(15), TimeSpan.FromSeconds(30)];

    /// <summary>Opens an upload.</summary>
    /// <exception cref="FileNotFoundException">It is gone.</exception>
    /// <exception cref="IOException">The store was away for <see cref="RetryTimeout"/>.</exception>
    public async Task<IUploadFile> OpenAsync(string key, CancellationToken cancellationToken)
    {
        var begun = time.GetTimestamp();
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                return await uploads.OpenAsync(key, cancellationToken);
            }
            catch (IOException exception) when (exception is not FileNotFoundException && time.GetElapsedTime(begun) < RetryTimeout)
            {
                logger.LogWarning("Cannot open upload {UploadKey}, trying again: {Reason}", key, exception.Message);
            }
            await Task.Delay(Pauses[Math.Min(attempt, Pauses.Length - 1)], time, cancellationToken);
        }
    }
}
