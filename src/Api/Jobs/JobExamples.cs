using GenreQueue.Api.Store;
using GenreQueue.Contracts;

namespace GenreQueue.Api.Jobs;

/// <summary>Example responses for the OpenAPI document, built from the response types so that they stay in step with them.</summary>
internal static class JobExamples
{
    private static readonly Guid JobId = Guid.Parse("0198c0de-7a10-7c3e-9a6b-2f4d8e1c5b70");
    private static readonly DateTimeOffset CreatedAt = new(2026, 1, 5, 18, 30, 0, 125, TimeSpan.Zero);

    public static JobResponse Queued { get; } = new(
        JobId, JobState.Queued, "Song.mp3", 5_120_448, "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08", null, null,
        Priority.Interactive, "gtzan-10", WindowMode.Middle, LabelsMode.Multi, Cached: false, Attempts: 0, Sequence: 1,
        CreatedAt, null, null, null, null, null, new JobLinks(JobMapping.PathOf(JobId), JobMapping.PathOf(JobId) + "/cancel", null));

    public static JobResponse Canceled { get; } = Queued with
    {
        State = JobState.Canceled,
        Sequence = 2,
        FinishedAt = CreatedAt.AddSeconds(3),
        Links = new JobLinks(JobMapping.PathOf(JobId), null, null),
    };

    public static JobResponse Succeeded { get; } = Queued with
    {
        State = JobState.Succeeded,
        Attempts = 1,
        Sequence = 3,
        StartedAt = CreatedAt.AddMilliseconds(40),
        FinishedAt = CreatedAt.AddMilliseconds(260),
        Worker = new WorkerReference("worker-1/7", "0.1.0"),
        Result = new ClassificationResult(
            "metal", 0.62, new Dictionary<string, double> { ["metal"] = 0.62, ["rock"] = 0.33, ["pop"] = 0.05 }, ["metal", "rock"], LabelsMode.Multi, Outcome.Music,
            [new Segment(105.2, 30, "metal", 0.62, Outcome.Music)], new ModelReference("gtzan-10", "8f108d16f78a72bb"),
            new AudioFacts("mp3", "libsndfile", 44_100, 2, 240.4, WindowMode.Middle, 105.2, 30), new Timings(150.2, 9.1, 0.6, 161.3)),
        Links = new JobLinks(JobMapping.PathOf(JobId), null, null),
    };
}
