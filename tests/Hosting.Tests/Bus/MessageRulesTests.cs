using GenreQueue.Contracts;
using GenreQueue.Fixtures.Classification;
using GenreQueue.Hosting.Bus;

namespace GenreQueue.Hosting.Tests.Bus;

public sealed class MessageRulesTests
{
    private static readonly WorkerReference Worker = new("worker/1", "1.0");
    private static readonly ClassificationResult Result = SampleResult.Of("rock");

    public static TheoryData<ClassifyCompleted> InvalidResults { get; } =
    [
        Completed() with { JobId = Guid.Empty },
        Completed() with { Result = null! },
        Completed() with { Worker = null! },
        Completed() with { Worker = Worker with { Name = new string('n', 256) } },
        Completed() with { CompletedAt = default },
        Completed() with { CompletedAt = DateTimeOffset.MaxValue },
        Completed(Result with { Value = "a\0b" }),
        Completed(Result with { Probability = double.NaN }),
        Completed(Result with { Probability = 1.1 }),
        Completed(Result with { All = null! }),
        Completed(Result with { All = new Dictionary<string, double> { ["rock"] = double.PositiveInfinity } }),
        Completed(Result with { All = Enumerable.Range(0, 1_001).ToDictionary(n => $"{n}", _ => 0.0) }),
        Completed(Result with { Genres = [null!] }),
        Completed(Result with { Labels = (LabelsMode)99 }),
        Completed(Result with { Outcome = (Outcome)99 }),
        Completed(Result with { Segments = null! }),
        Completed(Result with { Segments = [null!] }),
        Completed(Result with { Segments = [Result.Segments[0] with { Start = -1 }] }),
        Completed(Result with { Segments = [.. Enumerable.Repeat(Result.Segments[0], 20_001)] }),
        Completed(Result with { Model = null! }),
        Completed(Result with { Model = new ModelReference("m", null!) }),
        Completed(Result with { Audio = null! }),
        Completed(Result with { Audio = Result.Audio with { Duration = double.NaN } }),
        Completed(Result with { Timings = null! }),
        Completed(Result with { Timings = Result.Timings with { TotalMs = 1e300 } }),
    ];

    public static TheoryData<ClassifyFailed> InvalidFailures { get; } =
    [
        Failed() with { JobId = Guid.Empty },
        Failed() with { Code = null! },
        Failed() with { Code = "made_up" },
        Failed() with { Message = null! },
        Failed() with { Message = new string('m', 2_001) },
        Failed() with { Worker = Worker with { Version = null! } },
        Failed() with { FailedAt = default },
    ];

    public static TheoryData<ClassifyRequested> InvalidRequests { get; } =
    [
        Requested() with { JobId = Guid.Empty },
        Requested() with { Source = null! },
        Requested() with { Source = new TrackSource(null, null) },
        Requested() with { Source = new TrackSource("key", new LibraryFile("music", "a.mp3", 1, 1)) },
        Requested() with { Source = new TrackSource(new string('k', 256), null) },
        FileRequested(""),
        FileRequested("/etc/passwd"),
        FileRequested("../a.mp3"),
        FileRequested("a/../../b.mp3"),
        FileRequested("a//b.mp3"),
        FileRequested("a/./b.mp3"),
        FileRequested("a/"),
        FileRequested("a\0.mp3"),
        FileRequested(new string('a', 4_097)),
        FileRequested(null!),
        FileRequested("a.mp3", size: -1),
        FileRequested("a.mp3", library: ""),
        Requested() with { Model = new string('m', 256) },
        Requested() with { Window = (WindowMode)99 },
        Requested() with { Labels = (LabelsMode)99 },
    ];

    [Fact]
    public void Valid_messages_have_no_fault()
    {
        Assert.Null(MessageRules.FaultOf(Requested()));
        Assert.Null(MessageRules.FaultOf(FileRequested("Röyksopp/01 \n..mp3")));
        Assert.Null(MessageRules.FaultOf(new WalkLibrary(Guid.NewGuid())));
        Assert.Null(MessageRules.FaultOf(new ClassifyStarted(Guid.NewGuid(), Worker, DateTimeOffset.UtcNow)));
        Assert.Null(MessageRules.FaultOf(Completed()));
        Assert.Null(MessageRules.FaultOf(Completed(SampleResult.Of(genre: null))));
        Assert.Null(MessageRules.FaultOf(Failed()));
        Assert.Null(MessageRules.FaultOf(Failed() with { Worker = null }));
        Assert.Null(MessageRules.FaultOf(new JobsChanged([new JobChanged(Guid.NewGuid(), null, JobState.Queued, 1)])));
    }

    [Theory, MemberData(nameof(InvalidResults))]
    public void A_result_with_a_fault_is_invalid(ClassifyCompleted message) => Assert.NotNull(MessageRules.FaultOf(message));

    [Theory, MemberData(nameof(InvalidFailures))]
    public void A_failure_with_a_fault_is_invalid(ClassifyFailed message) => Assert.NotNull(MessageRules.FaultOf(message));

    [Theory, MemberData(nameof(InvalidRequests))]
    public void A_job_with_a_fault_is_invalid(ClassifyRequested message) => Assert.NotNull(MessageRules.FaultOf(message));

    [Fact]
    public void Starts_returns_and_notifications_with_a_fault_are_invalid()
    {
        Assert.NotNull(MessageRules.FaultOf(new ClassifyStarted(Guid.Empty, Worker, DateTimeOffset.UtcNow)));
        Assert.NotNull(MessageRules.FaultOf(new ClassifyStarted(Guid.NewGuid(), null!, DateTimeOffset.UtcNow)));
        Assert.NotNull(MessageRules.FaultOf(new ClassifyReturned(Guid.Empty)));
        Assert.NotNull(MessageRules.FaultOf(new WalkLibrary(Guid.Empty)));
        Assert.NotNull(MessageRules.FaultOf(new JobsChanged(null!)));
        Assert.NotNull(MessageRules.FaultOf(new JobsChanged([null!])));
        Assert.NotNull(MessageRules.FaultOf(new JobsChanged([new JobChanged(Guid.NewGuid(), null, (JobState)99, 1)])));
    }

    private static ClassifyCompleted Completed(ClassificationResult? result = null) => new(Guid.NewGuid(), result ?? Result, Worker, DateTimeOffset.UtcNow);

    private static ClassifyFailed Failed() => new(Guid.NewGuid(), ErrorCodes.Silent, "The file is silent.", Worker, DateTimeOffset.UtcNow);

    private static ClassifyRequested FileRequested(string path, string library = "music", long size = 1) =>
        Requested() with { Source = new TrackSource(null, new LibraryFile(library, path, size, 1)) };

    private static ClassifyRequested Requested() =>
        new(Guid.NewGuid(), new TrackSource(Guid.NewGuid().ToString("N"), null), "gtzan-10", WindowMode.Middle, LabelsMode.Multi);
}
