using System.Reflection;
using System.Text.Json;

namespace GenreQueue.Contracts.Tests;

/// <summary>The JSON names of the contracts, on which clients and stored results depend.</summary>
public sealed class JsonShapeTests
{
    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);

    private static readonly ClassificationResult Result = new(
        "hiphop",
        0.62,
        new Dictionary<string, double> { ["hiphop"] = 0.62, ["pop"] = 0.38 },
        ["hiphop", "pop"],
        LabelsMode.Multi,
        Outcome.Music,
        [new Segment(105, 30, "hiphop", 0.62, Outcome.Music)],
        new ModelReference("gtzan-10", "3f2a"),
        new AudioFacts("mp3", "libsndfile", 44_100, 2, 240, WindowMode.Middle, 105, 30),
        new Timings(18.5, 1, 0.5, 20));

    private static readonly WorkerReference Worker = new("host-1", "0.1.0");

    public static TheoryData<Enum, string> EnumNames => new()
    {
        { JobState.Queued, "queued" },
        { JobState.Running, "running" },
        { JobState.Succeeded, "succeeded" },
        { JobState.Failed, "failed" },
        { JobState.Canceled, "canceled" },
        { Outcome.Music, "music" },
        { Outcome.Uncertain, "uncertain" },
        { Outcome.NotMusic, "not_music" },
        { WindowMode.Middle, "middle" },
        { WindowMode.Start, "start" },
        { WindowMode.Whole, "whole" },
        { LabelsMode.Single, "single" },
        { LabelsMode.Multi, "multi" },
        { LabelsMode.Classic, "classic" },
    };

    [Theory, MemberData(nameof(EnumNames))]
    public void Enums_are_serialized_by_name(Enum value, string name)
    {
        Assert.Equal($"\"{name}\"", JsonSerializer.Serialize(value, value.GetType(), Web));
        Assert.Equal(value, JsonSerializer.Deserialize($"\"{name}\"", value.GetType(), Web));
    }

    [Fact]
    public void Every_member_of_every_enum_is_tested_above()
    {
        var named = EnumNames.Select(row => row.Data.Item1).ToHashSet();
        var members = typeof(JobState).Assembly.GetExportedTypes().Where(t => t.IsEnum).SelectMany(t => Enum.GetValues(t).Cast<Enum>());
        Assert.Empty(members.Except(named));
    }

    [Fact]
    public void A_result_has_this_json()
    {
        var json = JsonSerializer.Serialize(Result, Web);
        Assert.Equal(
            """
            {"value":"hiphop","probability":0.62,"all":{"hiphop":0.62,"pop":0.38},"genres":["hiphop","pop"],"labels":"multi","outcome":"music",
            "segments":[{"start":105,"duration":30,"value":"hiphop","probability":0.62,"outcome":"music"}],
            "model":{"id":"gtzan-10","version":"3f2a"},
            "audio":{"format":"mp3","decoder":"libsndfile","sampleRate":44100,"channels":2,"duration":240,"window":"middle","windowStart":105,"windowDuration":30},
            "timings":{"decodeMs":18.5,"featuresMs":1,"predictMs":0.5,"totalMs":20}}
            """.ReplaceLineEndings(""),
            json);
    }

    private static readonly object[] Contracts =
    [
        Result,
        Result with { Value = null, Outcome = Outcome.NotMusic, Genres = [], Segments = [], Audio = Result.Audio with { Duration = null } },
        new ClassifyRequested(Id(1), new TrackSource("5c/5c0de", null), "gtzan-10", WindowMode.Whole, LabelsMode.Classic),
        new ClassifyRequested(Id(1), new TrackSource(null, new LibraryFile("music", "a/b.mp3", 7, 8)), "gtzan-10", WindowMode.Whole, LabelsMode.Classic),
        new WalkLibrary(Id(2)),
        new ClassifyStarted(Id(1), Worker, At(1), Alone: true),
        new ClassifyReturned(Id(1)),
        new ClassifyCompleted(Id(1), Result, Worker, At(2)),
        new ClassifyFailed(Id(1), ErrorCodes.Corrupt, "Cannot be decoded.", null, At(2)),
        new JobsChanged([new JobChanged(Id(1), Id(2), JobState.Running, 3), new JobChanged(Id(3), null, JobState.Succeeded, 4)]),
    ];

    [Fact]
    public void Every_contract_survives_a_round_trip() => Assert.All(Contracts, shape =>
    {
        var json = JsonSerializer.Serialize(shape, Web);
        var read = JsonSerializer.Deserialize(json, shape.GetType(), Web);
        Assert.Equal(json, JsonSerializer.Serialize(read, Web));
        Assert.Equivalent(shape, read, strict: true);
    });

    [Fact]
    public void A_message_with_unknown_members_is_read()
    {
        var read = JsonSerializer.Deserialize<JobChanged>(
            """{"jobId":"00000001-0000-0000-0000-000000000000","batchId":null,"state":"failed","sequence":7,"since":"later"}""", Web);
        Assert.Equal(new JobChanged(Id(1), null, JobState.Failed, 7), read);
    }

    [Fact]
    public void Error_codes_are_unique_and_in_snake_case()
    {
        var codes = typeof(ErrorCodes).GetFields(BindingFlags.Public | BindingFlags.Static).Select(f => (string)f.GetRawConstantValue()!).ToList();
        Assert.All(codes, code => Assert.Matches("^[a-z]+(_[a-z]+)*$", code));
        Assert.Equal(codes.Distinct(), codes);
    }

    private static Guid Id(int n) => new(n, 0, 0, new byte[8]);

    private static DateTimeOffset At(int second) => new(2026, 1, 2, 3, 4, second, TimeSpan.Zero);
}
