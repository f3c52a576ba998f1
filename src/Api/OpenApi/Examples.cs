using System.Text.Json.Nodes;
using GenreQueue.Api.Batches;
using GenreQueue.Api.Jobs;
using GenreQueue.Api.Problems;
using GenreQueue.Api.Store;
using GenreQueue.Contracts;

namespace GenreQueue.Api.OpenApi;

/// <summary>Examples of the API's description: made of the real types, so that they cannot fall behind them.</summary>
internal static class Examples
{
    private static readonly Guid JobId = Guid.Parse("0198c0de-7a10-7c3e-9a6b-2f4d8e1c5b70");
    private static readonly Guid BatchId = Guid.Parse("0198c0de-6f00-7d21-8b1a-93f0a4c7e652");
    private static readonly DateTimeOffset Posted = new(2026, 1, 5, 18, 30, 0, 125, TimeSpan.Zero);

    public static JsonNode? For(string? operationId, string status, string mediaType) => (operationId, status) switch
    {
        (_, [not '2', ..]) => mediaType == "application/problem+json" ? Problem(int.Parse(status, System.Globalization.CultureInfo.InvariantCulture)) : null,
        ("SubmitJobs" or "RetryJob", "202") => OpenApiExtensions.ToNode(Queued),
        ("SubmitJobs", "200") => OpenApiExtensions.ToNode(Succeeded with { Cached = true }),
        ("GetJob", "200") => OpenApiExtensions.ToNode(Succeeded),
        ("CancelJob", "200") => OpenApiExtensions.ToNode(Queued with
        {
            State = JobState.Canceled,
            Sequence = 2,
            FinishedAt = Posted.AddSeconds(3),
            Links = new JobLinks(JobMapping.PathOf(JobId), null, null),
        }),
        ("ListJobs", "200") => OpenApiExtensions.ToNode(new JobListResponse([Succeeded], "AZjA3noQfD6aay9NjhxbcA")),
        ("CreateBatch", "201") => OpenApiExtensions.ToNode(Batch(0, 0)),
        ("GetBatch" or "CancelBatch", "200") => OpenApiExtensions.ToNode(Batch(41, 118)),
        ("GetBatchResults", "200") when mediaType == "application/json" => OpenApiExtensions.ToNode(new[] { Succeeded }),
        _ => null,
    };

    private static JobResponse Queued { get; } = new(
        JobId, JobState.Queued, "Song.mp3", 5_120_448, "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08", null,
        Priority.Interactive, "gtzan-10", WindowMode.Middle, LabelsMode.Multi, Cached: false, Attempts: 0, Sequence: 1,
        Posted, null, null, null, null, null, new JobLinks(JobMapping.PathOf(JobId), JobMapping.PathOf(JobId) + "/cancel", null));

    private static JobResponse Succeeded { get; } = Queued with
    {
        State = JobState.Succeeded,
        Attempts = 1,
        Sequence = 3,
        StartedAt = Posted.AddMilliseconds(40),
        FinishedAt = Posted.AddMilliseconds(260),
        Worker = new WorkerReference("worker-1/7", "0.1.0"),
        Result = new ClassificationResult(
            "metal", 0.62, new Dictionary<string, double> { ["metal"] = 0.62, ["rock"] = 0.33, ["pop"] = 0.05 }, ["metal", "rock"], LabelsMode.Multi, Outcome.Music,
            [new Segment(105.2, 30, "metal", 0.62, Outcome.Music)], new ModelReference("gtzan-10", "3d9511aae749e8f0"),
            new AudioFacts("mp3", "libsndfile", 44_100, 2, 240.4, WindowMode.Middle, 105.2, 30), new Timings(150.2, 9.1, 0.6, 161.3)),
        Links = new JobLinks(JobMapping.PathOf(JobId), null, null),
    };

    private static BatchResponse Batch(int queued, int succeeded) => new(
        BatchId, "Sunday rip", Posted, queued + succeeded,
        Enum.GetValues<JobState>().ToDictionary(s => s, s => s switch { JobState.Queued => queued, JobState.Succeeded => succeeded, _ => 0 }),
        succeeded == 0 ? new Dictionary<string, int>() : new Dictionary<string, int> { ["metal"] = 70, ["rock"] = succeeded - 71 },
        NotMusic: succeeded == 0 ? 0 : 1, JobsPerMinute: succeeded, EtaSeconds: succeeded == 0 ? null : 20.8);

    private static JsonObject Problem(int status) => new()
    {
        ["title"] = Microsoft.AspNetCore.WebUtilities.ReasonPhrases.GetReasonPhrase(status),
        ["status"] = status,
        ["detail"] = "The reason in words.",
        ["code"] = ProblemCodes.Of(status),
        ["traceId"] = "00-f35997a490e214e3125970b0f2e77f52-d3686d2e47f58c53-00",
    };
}
