using System.Diagnostics;
using System.Globalization;
using GenreQueue.EndToEnd.Tests.Faults;
using GenreQueue.EndToEnd.Tests.Faults.Kinds;

namespace GenreQueue.EndToEnd.Tests.Soak;

/// <summary>A random mix of all faults, one after another, under continuous load: <c>./test --soak</c>.</summary>
public sealed class SoakTests(TestServers servers, ITestOutputHelper output)
{
    private const int DefaultMinutes = 30;

    // Longer than a worker is suspended: the time in between counts for its jobs.
    private const string JobTimeoutSeconds = "30";

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(10);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact(Explicit = true, Timeout = 86_400_000)]
    public async Task A_random_mix_of_faults_under_load_loses_no_job_and_doubles_none()
    {
        var minutes = Setting("GENREQUEUE_SOAK_MINUTES") ?? DefaultMinutes;
        var seed = Setting("GENREQUEUE_SOAK_SEED") ?? Random.Shared.Next();
        output.WriteLine($"Soak of {minutes} minutes with seed {seed}.");
        await using var installation = await Installation.DistributedAsync(
            servers, apis: 2, workers: 3, Token, FaultPlan.Decoder, deployment => deployment["Worker:JobTimeoutSeconds"] = JobTimeoutSeconds);
        var counts = new SortedDictionary<string, int>();
        var (slowest, slowestStep) = (TimeSpan.Zero, "");
        var clock = Stopwatch.StartNew();

        // The decoder script starts a dozen programs for each file, so the workers are slower than usual.
        await using (Load.Start(installation, clients: 2, pauseMs: 300))
        {
            foreach (var step in FaultPlan.Of(seed, installation))
            {
                if (clock.Elapsed > TimeSpan.FromMinutes(minutes)) break;
                foreach (var fault in step.Faults) counts[fault.Name] = counts.GetValueOrDefault(fault.Name) + 1;
                var begun = clock.Elapsed;
                await step.RunAsync(Token);
                var recovery = await EndRecorder.WaitForNextAsync(installation.Deployment, Limit, Token);
                if (recovery > slowest) (slowest, slowestStep) = (recovery, $"{step}");
                output.WriteLine($"{begun:mm\\:ss} {step}: the next job ended {recovery.TotalSeconds:0.0} s later; {installation.Ledger.Accepted} accepted.");
                await Task.Delay(step.Pause, Token);
            }
        }
        await Recovery.WaitAsync(installation, Token);

        var report = await installation.SettleAsync(Limit, Token, junk: counts.GetValueOrDefault(nameof(JunkSent)) * JunkSent.SetAside);

        output.WriteLine($"Seed {seed}, {clock.Elapsed.TotalMinutes:0.0} minutes, {counts.Values.Sum()} faults: {string.Join(", ", counts.Select(pair => $"{pair.Value} {pair.Key}"))}.");
        output.WriteLine($"Slowest recovery {slowest.TotalSeconds:0.0} s, after {slowestStep}.");
        output.WriteLine($"{report}");
        report.AssertClean(installation.Deployment.Describe);
    }

    private static int? Setting(string variable) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } value ? int.Parse(value, CultureInfo.InvariantCulture) : null;
}
