using System.Text.Json;
using GenreQueue.Api.Batches;
using GenreQueue.Api.Jobs;
using GenreQueue.Api.Libraries;
using GenreQueue.Api.Store;
using GenreQueue.Contracts;
using GenreQueue.Fixtures.Classification;

namespace GenreQueue.Api.Tests;

/// <summary>JSON names of the REST API, which clients depend on.</summary>
public sealed class RestShapeTests
{
    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);

    private static readonly ClassificationResult Result = SampleResult.Of("hiphop");

    private static readonly WorkerReference Worker = new("host-1", "0.1.0");

    [Theory]
    [InlineData(Priority.Interactive, "interactive")]
    [InlineData(Priority.Bulk, "bulk")]
    public void A_priority_is_serialized_by_name(Priority value, string name)
    {
        Assert.Equal($"\"{name}\"", JsonSerializer.Serialize(value, Web));
        Assert.Equal(value, JsonSerializer.Deserialize<Priority>($"\"{name}\"", Web));
    }

    private static readonly object[] Shapes =
    [
        new JobListResponse([Job(JobState.Succeeded, Result, null), Job(JobState.Failed, null, new JobError(ErrorCodes.TooShort, "Too short."))], "next"),
        new JobsAccepted([Job(JobState.Queued, null, null)]),
        new BatchResponse(
            Id(2), "holiday", At(0), new BatchWalk("music", "", WalkState.Failed, new JobError(ErrorCodes.Unreadable, "Not readable.")), 3, Enum.GetValues<JobState>().ToDictionary(s => s, s => (int)s), new Dictionary<string, int> { ["rock"] = 2 }, 1, 12.5, null),
        new CreateBatchRequest(null),
        new CreateBatchRequest("a", "music", "b", Priority.Bulk, "gtzan-6", WindowMode.Whole, LabelsMode.Single),
        new EndedJobsResponse([], "cursor", Complete: true),
        new ResultLookupRequest(["a"], "gtzan-6", WindowMode.Whole, LabelsMode.Single),
        new ResultLookupResponse([new KnownResult("a", Result)], ["b"], new ModelReference("gtzan-6", "1")),
        new LibrariesResponse(["music"]),
    ];

    [Fact]
    public void Every_shape_round_trips() => Assert.All(Shapes, shape =>
    {
        var json = JsonSerializer.Serialize(shape, Web);
        var read = JsonSerializer.Deserialize(json, shape.GetType(), Web);
        Assert.Equal(json, JsonSerializer.Serialize(read, Web));
        Assert.Equivalent(shape, read, strict: true);
    });

    [Fact]
    public void The_states_of_a_batch_are_counted_by_name() => Assert.Contains(
        "\"states\":{\"queued\":0,\"running\":1,",
        JsonSerializer.Serialize(Shapes.OfType<BatchResponse>().Single(), Web),
        StringComparison.Ordinal);

    private static Guid Id(int n) => new(n, 0, 0, new byte[8]);

    private static DateTimeOffset At(int second) => new(2026, 1, 2, 3, 4, second, TimeSpan.Zero);

    private static JobResponse Job(JobState state, ClassificationResult? result, JobError? error) => new(
        Id(1), state, "a song.mp3", 4_200_000, new string('a', 64), new JobSource("music", "a song.mp3"), Id(2), Priority.Bulk, "gtzan-10", WindowMode.Middle, LabelsMode.Multi,
        Cached: false, Attempts: 1, Sequence: 3, At(0), At(1), At(2), Worker, result, error, new JobLinks("/api/v1/jobs/1", null, null));
}
