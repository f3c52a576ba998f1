using System.Diagnostics;
using GenreQueue.Api.Store;
using GenreQueue.Fixtures.Servers;

namespace GenreQueue.EndToEnd.Tests.Faults;

/// <summary>Many queued jobs: memory stays flat, and interactive uploads pass them.</summary>
public sealed class LongQueueTests(TestServers servers, ITestOutputHelper output)
{
    private const int FilesPerRequest = 50;
    private const long MaxGrowth = 200_000_000;
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(20);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact(Timeout = 300_000)]
    public Task Two_thousand_queued_jobs_delay_no_interactive_upload_and_need_no_memory() => RunAsync(2_000);

    [Fact(Explicit = true, Timeout = 3_600_000)]
    public Task Ten_thousand_queued_jobs_delay_no_interactive_upload_and_need_no_memory() => RunAsync(10_000);

    private async Task RunAsync(int count)
    {
        await using var installation = await Installation.DistributedAsync(servers, apis: 1, workers: 2, Token);
        ServerProcess[] processes = [installation.Apis[0].Process, .. installation.Workers.Select(worker => worker.Current!)];
        await SubmitAsync(installation, FilesPerRequest * 4);
        var before = processes.Select(process => ProcessList.MemoryOf(process.Id)).ToList();

        var clock = Stopwatch.StartNew();
        var submitting = SubmitAsync(installation, count);
        var latencies = await PostInteractiveAsync(installation, submitting);
        var drained = clock.Elapsed;
        var growth = processes.Zip(before, (process, start) => ProcessList.PeakMemoryOf(process.Id) - start).ToList();

        var report = await installation.SettleAsync(Limit, Token);
        latencies.Sort();
        var (median, high) = (latencies[latencies.Count / 2], latencies[latencies.Count * 99 / 100]);
        output.WriteLine($"{count} bulk jobs ended after {drained.TotalSeconds:0} s. {latencies.Count} interactive uploads: p50 {median.TotalSeconds:0.00} s, p99 {high.TotalSeconds:0.00} s.");
        output.WriteLine($"Memory grew by at most {string.Join(", ", growth.Select(bytes => $"{bytes / 1e6:0} MB"))} (API, workers).");
        output.WriteLine($"{report}");
        report.AssertClean(installation.Deployment.Describe);
        Assert.All(growth, bytes => Assert.InRange(bytes, long.MinValue, MaxGrowth));

        // A job that waits its turn behind the bulk jobs takes about half of this time.
        Assert.True(median < drained / 10, $"An interactive upload took {median} of the {drained} that the bulk jobs took.");
    }

    private static Task SubmitAsync(Installation installation, int count) => Parallel.ForEachAsync(
        Enumerable.Range(0, count / FilesPerRequest),
        new ParallelOptions { MaxDegreeOfParallelism = 4, CancellationToken = Token },
        async (_, token) => await installation.Ledger.PostAsync(
            installation.Apis[0], [.. Enumerable.Range(0, FilesPerRequest).Select(_ => installation.Songs.NextShort())], Priority.Bulk, token));

    /// <summary>Uploads one file after another until no bulk job is left, and returns how long each took from upload to result.</summary>
    private static async Task<List<TimeSpan>> PostInteractiveAsync(Installation installation, Task submitting)
    {
        var latencies = new List<TimeSpan>();
        while (!submitting.IsCompleted || await installation.CountOpenAsync(Token) > 0)
        {
            var clock = Stopwatch.StartNew();
            var id = await installation.Ledger.PostAsync(installation.Apis[0], installation.Songs.NextShort(), Priority.Interactive, Token);
            await installation.Apis[0].WaitForEndAsync(id!.Value, Limit, Token);
            latencies.Add(clock.Elapsed);
            await Task.Delay(50, Token);
        }
        await submitting;
        return latencies;
    }
}
