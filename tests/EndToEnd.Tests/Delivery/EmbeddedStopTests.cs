using GenreQueue.Api.Jobs;
using GenreQueue.Api.Store;
using GenreQueue.Contracts;
using GenreQueue.EndToEnd.Tests.Services;
using GenreQueue.Fixtures.Servers;

namespace GenreQueue.EndToEnd.Tests.Delivery;

/// <summary>An ordinary stop of the single process while it runs jobs.</summary>
public sealed class EmbeddedStopTests
{
    private const string Slow = "TAKES A SECOND";
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact(Timeout = 300_000)]
    public async Task A_stop_loses_no_answer_and_counts_no_attempt()
    {
        await using var deployment = Deployment.Embedded();
        var api = await deployment.StartApiAsync(Token, DecoderScript.ForMarked((Slow, "sleep 1")));
        var jobs = new List<JobResponse>();
        foreach (var signal in new[] { Signal.Terminate, Signal.Interrupt, Signal.Terminate, Signal.Terminate })
        {
            // More than can run at the same time, so that some are still waiting when the process ends.
            for (var n = 0; n < 6; n++) jobs.Add(await api.PostAsync(TestFile.Song(jobs.Count).Marked(Slow), Priority.Bulk, Token));
            await Until.TrueAsync(async () => (await ReadAsync(api, jobs)).Count(job => job.State == JobState.Running) == 2);
            var before = (await ReadAsync(api, jobs)).Count(job => job.State == JobState.Succeeded);

            api.Process.Send(signal);

            Assert.Equal(0, await api.Process.WaitForExitAsync(Limit, Token));
            await api.StartAsync(Token);
            Assert.InRange((await ReadAsync(api, jobs)).Count(job => job.State == JobState.Succeeded), before + 2, jobs.Count);
        }

        foreach (var job in jobs)
        {
            var ended = await api.WaitForEndAsync(job.Id, Limit, Token);
            Assert.Equal((JobState.Succeeded, 1), (ended.State, ended.Attempts));
        }
    }

    private static Task<JobResponse[]> ReadAsync(ApiProgram api, IEnumerable<JobResponse> jobs) =>
        Task.WhenAll(jobs.Select(job => api.GetAsync(job.Id, Token)));
}
