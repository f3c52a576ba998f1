using System.Text;
using GenreQueue.Api.Batches;
using GenreQueue.Api.Jobs;
using GenreQueue.Api.Store;
using GenreQueue.Contracts;

namespace GenreQueue.Api.Tests.Batches;

/// <summary>The exact bytes of the CSV, which spreadsheets and scripts of users depend on.</summary>
public sealed class CsvResultsTests
{
    private const string Header = "job,file,state,genre,probability,genres,outcome,model,modelVersion,duration,sha256,errorCode,error,createdAt,finishedAt\r\n";

    [Fact]
    public async Task Result_is_written_with_invariant_numbers_and_times()
    {
        var result = new ClassificationResult(
            "rock", 0.123456789, new Dictionary<string, double> { ["rock"] = 1 }, ["rock", "pop"], LabelsMode.Multi, Outcome.Music, [],
            new ModelReference("gtzan-10", "3f2a"), new AudioFacts("mp3", "libsndfile", 44_100, 2, 240.5, WindowMode.Middle, 105, 30), new Timings(1, 1, 1, 3));
        Assert.Equal(
            Header + "00000001-0000-0000-0000-000000000000,a b.mp3,succeeded,rock,0.123457,rock;pop,music,gtzan-10,3f2a,240.5,abc,,,2026-01-02T03:04:05.006Z,2026-01-02T03:04:05.006Z\r\n",
            await WriteAsync(Job("a b.mp3") with { State = JobState.Succeeded, Result = result, FinishedAt = Time }));
    }

    [Theory]
    [InlineData("plain", "plain")]
    [InlineData(" spaces ", " spaces ")]
    [InlineData("Björk 🎵", "Björk 🎵")]
    [InlineData("a,b", "\"a,b\"")]
    [InlineData("say \"hi\"", "\"say \"\"hi\"\"\"")]
    [InlineData("two\r\nlines", "\"two\r\nlines\"")]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+1", "'+1")]
    [InlineData("-1", "'-1")]
    [InlineData("@cmd", "'@cmd")]
    [InlineData("\ttab", "'\ttab")]
    [InlineData("\rreturn", "\"'\rreturn\"")]
    [InlineData("=a,b", "\"'=a,b\"")]
    [InlineData("a=b", "a=b")]
    public async Task Cell_is_quoted_and_escaped_only_where_necessary(string fileName, string cell) => Assert.Equal(
        Header + $"00000001-0000-0000-0000-000000000000,{cell},queued,,,,,gtzan-10,,,abc,,,2026-01-02T03:04:05.006Z,\r\n", await WriteAsync(Job(fileName)));

    private static readonly DateTimeOffset Time = new(2026, 1, 2, 3, 4, 5, 6, TimeSpan.Zero);

    private static JobResponse Job(string fileName) => new(
        new Guid(1, 0, 0, new byte[8]), JobState.Queued, fileName, 1, "abc", null, null, Priority.Bulk, "gtzan-10", WindowMode.Middle, LabelsMode.Multi,
        Cached: false, 0, 1, Time, null, null, null, null, null, new JobLinks("/api/v1/jobs/1", null, null));

    private static async Task<string> WriteAsync(params JobResponse[] jobs)
    {
        using var body = new MemoryStream();
        await CsvResults.WriteAsync(body, jobs.ToAsyncEnumerable(), TestContext.Current.CancellationToken);
        return Encoding.UTF8.GetString(body.ToArray());
    }
}
