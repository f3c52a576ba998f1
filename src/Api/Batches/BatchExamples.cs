using GenreQueue.Api.Store;
using GenreQueue.Contracts;

namespace GenreQueue.Api.Batches;

/// <summary>Example responses for the OpenAPI document.</summary>
internal static class BatchExamples
{
    public static BatchResponse Empty { get; } = Of(queued: 0, succeeded: 0) with { Genres = new Dictionary<string, int>(), NotMusic = 0, EtaSeconds = null };

    public static BatchResponse Walking { get; } = Empty with { Walk = new BatchWalk("music", "Metal/1986", WalkState.Walking, null) };

    public static BatchResponse Busy { get; } = Of(queued: 41, succeeded: 118);

    private static BatchResponse Of(int queued, int succeeded) => new(
        Guid.Parse("0198c0de-6f00-7d21-8b1a-93f0a4c7e652"),
        "Sunday rip",
        new DateTimeOffset(2026, 1, 5, 18, 30, 0, 125, TimeSpan.Zero),
        Walk: null,
        Total: queued + succeeded,
        Enum.GetValues<JobState>().ToDictionary(state => state, state => state switch { JobState.Queued => queued, JobState.Succeeded => succeeded, _ => 0 }),
        new Dictionary<string, int> { ["metal"] = 70, ["rock"] = 47 },
        NotMusic: 1, JobsPerMinute: succeeded, EtaSeconds: 20.8);
}
