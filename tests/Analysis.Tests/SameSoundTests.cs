using GenreQueue.Analysis.Audio;
using GenreQueue.Analysis.Models;
using GenreQueue.Contracts;
using GenreQueue.Fixtures;
using GenreQueue.Fixtures.Audio;

namespace GenreQueue.Analysis.Tests;

/// <summary>The same music gives the same answer, however it is encoded, how loud it is and how it begins.</summary>
public sealed class SameSoundTests : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("same-sound-").FullName;
    private readonly DecoderPool _decoders = new(new DecoderPoolOptions { Slots = 2 });
    private readonly ModelCatalog _models = new(ModelCatalog.FindFolder());
    private readonly GenreClassifier _classifier;

    public SameSoundTests() => _classifier = new GenreClassifier(_decoders, _models);

    public static TheoryData<string> Genres => ["classical", "hiphop", "metal"];

    public async ValueTask DisposeAsync()
    {
        await _decoders.DisposeAsync();
        _models.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Theory, MemberData(nameof(Genres))]
    public async Task Every_encoding_at_44_and_48_kHz_stereo_is_answered_alike(string genre)
    {
        var clip = Clip(genre);
        var original = await Classify(Encode(clip, "wav", 22_050, 1, "-c:a", "pcm_s16le", "-f", "wav"));
        (string Name, int Rate, string[] Arguments)[] encodings =
        [
            ("wav", 44_100, ["-c:a", "pcm_s16le", "-f", "wav"]),
            ("flac", 48_000, ["-c:a", "flac", "-f", "flac"]),
            ("mp3", 44_100, ["-c:a", "libmp3lame", "-b:a", "192k", "-f", "mp3"]),
            ("m4a", 48_000, ["-c:a", "aac", "-b:a", "192k", "-f", "ipod"]),
            ("ogg", 44_100, ["-c:a", "libvorbis", "-q:a", "6", "-f", "ogg"]),
            ("opus", 48_000, ["-c:a", "libopus", "-b:a", "160k", "-f", "opus"]),
        ];
        foreach (var (name, rate, arguments) in encodings)
        {
            var answer = await Classify(Encode(clip, name, rate, 2, arguments));
            Assert.Equal((name, rate, genre, Outcome.Music), (name, answer.Audio.SampleRate, answer.Value, answer.Outcome));
            AssertClose(original, answer, within: 0.04, name);
        }
    }

    [Theory, MemberData(nameof(Genres))]
    public async Task A_gain_of_12_dB_either_way_changes_nothing(string genre)
    {
        var clip = Clip(genre);
        var answers = new List<ClassificationResult>();
        foreach (var gain in new[] { 0.0, 12, -12 })
        {
            // 32-bit float, so that neither clipping nor rounding is part of the question.
            answers.Add(await Classify(Encode(clip.Amplified(gain), $"gain{gain}", 22_050, 1, "-c:a", "pcm_f32le", "-f", "wav")));
        }

        Assert.All(answers, answer => Assert.Equal(genre, answer.Value));
        Assert.All(answers, answer => AssertClose(answers[0], answer, within: 0.01, "gain"));
    }

    [Theory, MemberData(nameof(Genres))]
    public async Task Half_a_second_of_leading_silence_does_not_change_the_genre(string genre)
    {
        var clip = Clip(genre);
        var padded = Synthesis.Silence(0.5, clip.Rate).Then(clip);
        var answer = await Classify(Encode(padded, "padded", 22_050, 1, "-c:a", "pcm_s16le", "-f", "wav"), WindowMode.Start);

        Assert.Equal((genre, Outcome.Music), (answer.Value, answer.Outcome));
    }

    private static void AssertClose(ClassificationResult expected, ClassificationResult actual, double within, string what)
    {
        foreach (var (genre, probability) in expected.All)
        {
            Assert.True(Math.Abs(probability - actual.All[genre]) <= within, $"{what}: {genre} went from {probability:0.000} to {actual.All[genre]:0.000}");
        }
    }

    private static TestAudio Clip(string genre)
    {
        Assert.SkipUnless(RepositoryPaths.SharedData is not null, "The reference clips do not lie beside the repository.");
        return new TestAudio(Features.WavFile.Read(Path.Combine(RepositoryPaths.SharedData!, "audio", $"{genre}.00000.wav")), 22_050, 1);
    }

    private string Encode(TestAudio clip, string name, int rate, int channels, params string[] arguments) =>
        AudioEncoder.Encode(clip, Path.Combine(_folder, $"{name}-{rate}"), ["-ar", $"{rate}", "-ac", $"{channels}", .. arguments]);

    private Task<ClassificationResult> Classify(string path, WindowMode window = WindowMode.Middle) =>
        _classifier.ClassifyAsync(path, new ClassifyOptions(ModelCatalog.Default, window), TestContext.Current.CancellationToken);
}
