using GenreQueue.Analysis.Decoding;
using GenreQueue.Contracts;
using GenreQueue.Fixtures.Servers;

namespace GenreQueue.Decoder.Tests;

/// <summary>Answers of a child that a file has taken over: what the parent accepts is within bounds, and anything else ends the child.</summary>
[Collection("decoder children")]   // sequential: a script just written cannot be started while another test forks
public sealed class HostileChildTests : IDisposable
{
    private static readonly AudioInfo Plain = new("wav/pcm_16", "libsndfile", 44_100, 2, 30);
    private readonly TemporaryFolder _folder = new("hostile");

    public void Dispose() => _folder.Dispose();

    public static TheoryData<string> Answers { get; } = [.. Forged.Keys];

    private static Dictionary<string, byte[]> Forged => new()
    {
        ["an unknown code"] = Frame(DecoderFrame.Error, writer => writer.Write("you_won")),
        ["a code of another part"] = Frame(DecoderFrame.Error, writer => writer.Write(ErrorCodes.WorkerCrashed)),
        ["a code of 60 KB"] = Frame(DecoderFrame.Error, writer => writer.Write(new string('x', 60_000))),
        ["a code without an end"] = Frame(DecoderFrame.Error, writer => writer.Write((ReadOnlySpan<byte>)[0xFF, 0xFF, 0xFF, 0xFF, 0xFF])),
        ["no code"] = Frame(DecoderFrame.Error, _ => { }),
        ["a rate of 0"] = Window(Plain with { SampleRate = 0 }),
        ["a negative rate"] = Window(Plain with { SampleRate = -44_100 }),
        ["25,000 channels"] = Window(Plain with { Channels = 25_000 }),
        ["a negative length"] = Window(Plain with { DurationSeconds = -1 }),
        ["an infinite length"] = Window(Plain with { DurationSeconds = double.PositiveInfinity }),
        ["another decoder"] = Window(Plain with { Decoder = "<script>" }),
        ["a format of 60 KB"] = Window(Plain with { Format = new string('x', 60_000) }),
        ["a format with a line break"] = Window(Plain with { Format = "wav\nFAKE LOG LINE" }),
        ["a start that is not a number"] = Window(Plain, start: double.NaN),
        ["a negative start"] = Window(Plain, start: -1),
        ["samples that are not numbers"] = Window(Plain, sample: float.NaN),
        ["infinite samples"] = Window(Plain, sample: float.NegativeInfinity),
        ["no samples"] = [.. Begin(0), .. End(Plain), .. Done],
    };

    [Theory(Timeout = TestDecoding.TimeoutMs)]
    [MemberData(nameof(Answers))]
    public async Task A_forged_answer_ends_the_child(string answer)
    {
        await using var pool = await PoolAsync(Forged[answer]);
        var error = await Assert.ThrowsAsync<AudioException>(() => pool.WindowsAsync("/track"));
        Assert.Equal((ErrorCodes.DecoderCrashed, "The decoder crashed on this file."), (error.Code, error.Message));
        Assert.Empty(pool.ChildIds);
    }

    [Fact(Timeout = TestDecoding.TimeoutMs)]
    public async Task An_allowed_answer_is_accepted()
    {
        await using var pool = await PoolAsync(Window(Plain));
        Assert.Single(await pool.WindowsAsync("/track"));
    }

    private async Task<DecoderPool> PoolAsync(byte[] answer)
    {
        await File.WriteAllBytesAsync(_folder.File("answer"), [.. Frame(DecoderFrame.Ready, _ => { }), .. answer], TestContext.Current.CancellationToken);
        var program = _folder.File("decoder.sh");
        await File.WriteAllTextAsync(program, $"#!/bin/sh\ncat '{_folder.File("answer")}'\nsleep 100\n", TestContext.Current.CancellationToken);
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        return new DecoderPool(new DecoderPoolOptions { Slots = 1, DecoderPath = program });
    }

    private static byte[] Window(AudioInfo info, double start = 0, float sample = 0.5f)
    {
        var samples = new float[1_003];
        samples[^1] = sample;
        return
        [
            .. Begin(start),
            .. Frame(DecoderFrame.Samples, writer =>
            {
                foreach (var value in samples) writer.Write(value);
            }),
            .. End(info), .. Done,
        ];
    }

    private static byte[] Begin(double start) => Frame(DecoderFrame.Begin, writer => writer.Write(start));

    private static byte[] End(AudioInfo info) => Frame(DecoderFrame.End, writer => DecoderProtocol.Write(writer, info));

    private static byte[] Done => Frame(DecoderFrame.Done, _ => { });

    private static byte[] Frame(DecoderFrame kind, Action<BinaryWriter> write)
    {
        var payload = DecoderProtocol.Encode(write);
        return [(byte)kind, .. BitConverter.GetBytes(payload.Length), .. payload];
    }
}
