using System.Diagnostics;
using GenreQueue.Api.Store;

namespace GenreQueue.EndToEnd.Tests.Faults;

/// <summary>Finds out when an installation works again after a fault.</summary>
internal static class Recovery
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    /// <summary>Waits until an upload to each API is accepted and its job has ended.</summary>
    /// <returns>How long that took.</returns>
    public static async Task<TimeSpan> WaitAsync(Installation installation, CancellationToken cancellationToken)
    {
        var clock = Stopwatch.StartNew();
        foreach (var api in installation.Apis)
        {
            Guid? id;
            while ((id = await installation.Ledger.PostAsync(api, installation.Songs.NextShort(), Priority.Interactive, cancellationToken)) is null)
            {
                Assert.True(clock.Elapsed < Limit, $"{api.Address} accepts no upload:\n{installation.Deployment.Describe()}");
                await Task.Delay(Pause, cancellationToken);
            }
            await api.WaitForEndAsync(id.Value, Limit, cancellationToken);
        }
        return clock.Elapsed;
    }
}
