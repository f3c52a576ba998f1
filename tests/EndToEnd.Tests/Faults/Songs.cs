using System.Buffers.Binary;
using System.Text;
using GenreQueue.Api.Jobs;
using GenreQueue.Api.Store;
using GenreQueue.Contracts;
using GenreQueue.EndToEnd.Tests.Services;
using GenreQueue.Fixtures.Audio;

namespace GenreQueue.EndToEnd.Tests.Faults;

/// <summary>How a job has to end.</summary>
/// <param name="State">The final state.</param>
/// <param name="Genre">The genre of a succeeded job.</param>
/// <param name="Probability">The probability of that genre.</param>
/// <param name="ErrorCode">The code of a failed job.</param>
internal sealed record ExpectedEnd(JobState State, string? Genre, double? Probability, string? ErrorCode)
{
    public static ExpectedEnd Of(JobResponse job) => new(job.State, job.Result?.Value, job.Result?.Probability, job.Error?.Code);

    public static ExpectedEnd Failure(string code) => new(JobState.Failed, null, null, code);
}

/// <summary>A file to upload once.</summary>
/// <param name="File">The file; no other upload has the same content, so none is answered from the cache.</param>
/// <param name="Expected">How its job has to end; null if any end is right.</param>
/// <param name="Alternative">Another end that is right; null for none.</param>
internal sealed record Upload(TestFile File, ExpectedEnd? Expected, ExpectedEnd? Alternative = null);

/// <summary>Uploads whose results are known, because the same audio was classified before anything was broken.</summary>
internal sealed class Songs
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);
    private readonly IReadOnlyList<(TestFile File, ExpectedEnd Expected)> _known;
    private int _serial;

    private Songs(IReadOnlyList<(TestFile, ExpectedEnd)> known) => _known = known;

    /// <summary>Classifies each audio once. One is silent and one too short, so their jobs have to fail with a code.</summary>
    public static async Task<Songs> LearnAsync(Ledger ledger, ApiProgram api, CancellationToken cancellationToken)
    {
        TestFile[] files =
        [
            .. Enumerable.Range(0, 6).Select(seed => Wav($"short{seed}.wav", Synthesis.Music(seconds: 1.2, rate: 8_000, channels: 1, seed: seed))),
            Wav("long.wav", Synthesis.Music(seconds: 31, rate: 8_000, channels: 1, seed: 6)),
            Wav("silent.wav", Synthesis.Silence(seconds: 2, rate: 8_000, channels: 1)),
            Wav("instant.wav", Synthesis.Music(seconds: 0.5, rate: 8_000, channels: 1)),
        ];
        var known = new List<(TestFile, ExpectedEnd)>();
        foreach (var file in files)
        {
            var id = await ledger.PostAsync(api, new Upload(WithSerial(file, 0), Expected: null), Priority.Interactive, cancellationToken);
            Assert.NotNull(id);
            known.Add((file, ExpectedEnd.Of(await api.WaitForEndAsync(id.Value, Limit, cancellationToken))));
        }
        Assert.Equal(["silent", "too_short"], known.Select(pair => pair.Item2.ErrorCode).OfType<string>().Order());
        return new Songs(known);
    }

    /// <summary>The next upload; the known audios take turns.</summary>
    public Upload Next()
    {
        var serial = Interlocked.Increment(ref _serial);
        var (file, expected) = _known[serial % _known.Count];
        return new Upload(WithSerial(file, serial), expected);
    }

    /// <summary>The next upload of the shortest kind.</summary>
    public Upload NextShort()
    {
        var serial = Interlocked.Increment(ref _serial);
        var (file, expected) = _known[serial % 6];
        return new Upload(WithSerial(file, serial), expected);
    }

    /// <summary>Any WAV file made unique, with its expected end.</summary>
    public Upload Next(TestFile wav, ExpectedEnd expected, ExpectedEnd? alternative = null) =>
        new(WithSerial(wav, Interlocked.Increment(ref _serial)), expected, alternative);

    private static TestFile Wav(string name, TestAudio audio) => new(name, WavFile.Pcm16(audio));

    /// <summary>Appends a chunk that no decoder reads: another content with the same audio.</summary>
    private static TestFile WithSerial(TestFile file, int serial)
    {
        var content = new byte[file.Content.Length + 16];
        file.Content.CopyTo(content, 0);
        var chunk = content.AsSpan(file.Content.Length);
        Encoding.ASCII.GetBytes("note", chunk);
        BinaryPrimitives.WriteInt32LittleEndian(chunk[4..], 8);
        BinaryPrimitives.WriteInt64LittleEndian(chunk[8..], serial);
        BinaryPrimitives.WriteInt32LittleEndian(content.AsSpan(4), content.Length - 8);
        return file with { Content = content };
    }
}
