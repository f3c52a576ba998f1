using System.Diagnostics;
using GenreQueue.Api.Jobs;
using GenreQueue.Api.Store;
using GenreQueue.Contracts;
using GenreQueue.EndToEnd.Tests.Services;

namespace GenreQueue.EndToEnd.Tests.Delivery;

/// <summary>Files that crash the process that runs them. They fail; the jobs that run or wait beside them do not.</summary>
public sealed class CrashTests(TestServers servers, ITestOutputHelper output)
{
    private const string Poison = "KILLS THE WORKER";

    // One crash beside other jobs, and then as many alone as the rule allows.
    private const int CrashesOfOneFile = 1 + CrashRule.MaxCrashes;

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(4);
    private static readonly string Decoder = DecoderScript.ForMarked((Poison, DecoderScript.KillsItsParent));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact(Timeout = 600_000)]
    public async Task Distributed_innocent_jobs_succeed_beside_files_that_crash_their_workers()
    {
        const int innocents = 100, poisons = 8;
        await using var deployment = await Deployment.DistributedAsync(servers, Token);
        var api = await deployment.StartApiAsync(Token);
        await api.WaitUntilReadyAsync(Token);
        var jobs = new List<(JobResponse Job, bool Poison)>();
        for (var n = 0; n < innocents + poisons; n++)
        {
            var poison = n % 13 == 5;
            jobs.Add((await api.PostAsync(poison ? TestFile.Song(n).Marked(Poison) : TestFile.Song(n), n % 3 == 0 ? Priority.Bulk : Priority.Interactive, Token), poison));
        }
        Assert.Equal(poisons, jobs.Count(job => job.Poison));

        var clock = Stopwatch.StartNew();
        Supervisor[] workers = [deployment.SuperviseWorker("first", Decoder), deployment.SuperviseWorker("second", Decoder)];
        await AssertEndsAsync(api, jobs);

        var crashes = workers.Sum(worker => worker.Exits);
        output.WriteLine($"{innocents} jobs beside {poisons} that crash their worker: {clock.Elapsed.TotalSeconds:0.0} s, {crashes} crashes.");
        Assert.InRange(crashes, poisons, poisons * CrashesOfOneFile);
    }

    [Fact(Timeout = 600_000)]
    public async Task Embedded_innocent_jobs_succeed_beside_files_that_crash_the_process()
    {
        const int innocents = 20, poisons = 2;
        await using var deployment = Deployment.Embedded();
        deployment["Worker:Embedded"] = "false";
        var receiver = await deployment.StartApiAsync(Token);
        var jobs = new List<(JobResponse Job, bool Poison)>();
        for (var n = 0; n < innocents + poisons; n++)
        {
            var poison = n % 11 == 1;
            jobs.Add((await receiver.PostAsync(poison ? TestFile.Song(n).Marked(Poison) : TestFile.Song(n), Priority.Interactive, Token), poison));
        }
        await receiver.Process.DisposeAsync();

        deployment["Worker:Embedded"] = "true";
        var clock = Stopwatch.StartNew();
        var (api, supervisor) = deployment.SuperviseApi(Decoder);
        await AssertEndsAsync(api, jobs);

        output.WriteLine($"{innocents} jobs beside {poisons} that crash the process: {clock.Elapsed.TotalSeconds:0.0} s, {supervisor.Exits} crashes.");
        Assert.InRange(supervisor.Exits, CrashesOfOneFile, poisons * CrashesOfOneFile);
    }

    [Fact(Timeout = 600_000)]
    public async Task Embedded_a_file_that_crashes_the_process_at_once_fails_after_a_bounded_number_of_restarts()
    {
        await using var deployment = Deployment.Embedded();
        deployment["Worker:Embedded"] = "false";
        var receiver = await deployment.StartApiAsync(Token);
        var job = await receiver.PostAsync(TestFile.Song(1), Priority.Interactive, Token);
        await receiver.Process.DisposeAsync();

        deployment["Worker:Embedded"] = "true";
        var (api, supervisor) = deployment.SuperviseApi(DecoderScript.KillsItsParent);
        var ended = await api.WaitForEndAsync(job.Id, Limit, Token);

        Assert.Equal((JobState.Failed, ErrorCodes.WorkerCrashed), (ended.State, ended.Error?.Code));
        Assert.Equal((CrashesOfOneFile, CrashesOfOneFile), (supervisor.Exits, ended.Attempts));
    }

    private static async Task AssertEndsAsync(ApiProgram api, IEnumerable<(JobResponse Job, bool Poison)> jobs)
    {
        foreach (var (job, poison) in jobs)
        {
            var ended = await api.WaitForEndAsync(job.Id, Limit, Token);
            Assert.Equal((ended.FileName, poison ? ErrorCodes.WorkerCrashed : null), (ended.FileName, ended.Error?.Code));
        }
    }
}
