using GenreQueue.Analysis.Classification;
using GenreQueue.Analysis.Decoding;
using GenreQueue.Analysis.Models;
using GenreQueue.Contracts;
using GenreQueue.Fixtures;
using GenreQueue.Fixtures.Audio;

namespace GenreQueue.Analysis.Tests.Classification;

/// <summary>Classification of files with a decoder child and the shipped models.</summary>
public sealed class GenreClassifierTests : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("classifier-").FullName;
    private readonly DecoderPool _decoders = new(new DecoderPoolOptions { Slots = 2 });
    private readonly ModelCatalog _models = new(ModelCatalog.FindRoots());
    private readonly GenreClassifier _classifier;

    public GenreClassifierTests() => _classifier = new GenreClassifier(_decoders, _models);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        await _decoders.DisposeAsync();
        _models.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Theory(Timeout = 300_000)]
    [InlineData("gtzan-10", "classical")]
    [InlineData("gtzan-10", "hiphop")]
    [InlineData("gtzan-10", "metal")]
    [InlineData("gtzan-6", "classical")]
    [InlineData("gtzan-6", "hiphop")]
    [InlineData("gtzan-6", "metal")]
    public async Task A_real_clip_is_classified_correctly(string model, string genre)
    {
        var result = await Classify(Clip(genre), WindowMode.Middle, model);

        Assert.Equal((genre, Outcome.Music), (result.Value, result.Outcome));
        Assert.Equal(genre, result.Genres[0]);
        Assert.Equal(result.All[genre], result.Probability);
        Assert.Equal(1, result.All.Values.Sum(), 1e-9);
        Assert.Equal(new ModelReference(model, _models.Get(model).Card.Version), result.Model);
        Assert.Equal(("libsndfile", 22_050, 1), (result.Audio.Decoder, result.Audio.SampleRate, result.Audio.Channels));
        Assert.Equal(30, result.Audio.WindowDuration, 0.01);
        Assert.InRange(result.Timings.DecodeMs + result.Timings.FeaturesMs + result.Timings.PredictMs, 0, result.Timings.TotalMs + 0.001);
    }

    [Theory(Timeout = 300_000)]
    [InlineData("classical")]
    [InlineData("hiphop")]
    [InlineData("metal")]
    public async Task The_original_recipe_classifies_its_own_clips_correctly(string genre) =>
        Assert.Equal(genre, (await Classify(Clip(genre), WindowMode.Start, "classic-10")).Value);

    [Fact(Timeout = 300_000)]
    public async Task Parallel_calls_give_the_same_results_as_sequential_ones()
    {
        var clips = new[] { "classical", "hiphop", "metal" }.Select(Clip).ToList();
        var alone = new List<double>();
        foreach (var clip in clips) alone.Add((await Classify(clip)).Probability);

        var together = await Task.WhenAll(Enumerable.Range(0, 12).Select(i => Classify(clips[i % 3])));

        Assert.All(together.Index(), answer => Assert.Equal(alone[answer.Index % 3], answer.Item.Probability));
    }

    [Fact(Timeout = 300_000)]
    public async Task A_whole_track_is_classified_window_by_window()
    {
        var result = await Classify(Write("long.wav", Synthesis.Music(75, rate: 22_050, channels: 1)), WindowMode.Whole);

        Assert.Equal([0, 30, 60], result.Segments.Select(s => Math.Round(s.Start)));
        Assert.Equal(15, result.Segments[2].Duration, 0.01);
        Assert.Equal(75, result.Audio.WindowDuration, 0.01);
    }

    [Fact(Timeout = 300_000)]
    public async Task Silence_noise_and_tones_get_no_genre()
    {
        await IsNotMusic("noise.wav", Synthesis.Noise(30, rate: 22_050));
        await IsNotMusic("sine.wav", Synthesis.Sine(30, rate: 22_050));
        await IsNotMusic("clicks.wav", Synthesis.Clicks(30, rate: 22_050));
        await IsNotMusic("silence.wav", Synthesis.Silence(30, rate: 22_050));
    }

    [Fact(Timeout = 300_000)]
    public async Task A_gain_does_not_change_the_result()
    {
        var music = Synthesis.Music(30, rate: 22_050, channels: 1).Amplified(-13);
        var plain = await Classify(Write("plain.wav", music));
        var loud = await Classify(Write("loud.wav", music.Amplified(12)));

        Assert.Equal(plain.Value, loud.Value);
        foreach (var (genre, probability) in plain.All) Assert.Equal(probability, loud.All[genre], 0.02);
    }

    [Fact(Timeout = 300_000)]
    public async Task A_short_file_is_uncertain()
    {
        var result = await Classify(Write("short.wav", Synthesis.Music(5, rate: 22_050, channels: 1)));

        Assert.NotEqual(Outcome.Music, result.Outcome);
        Assert.Equal(5, Assert.Single(result.Segments).Duration, 0.01);
    }

    [Fact(Timeout = 300_000)]
    public async Task A_file_without_audio_is_rejected_and_the_next_one_is_classified()
    {
        var text = Path.Combine(_folder, "text.mp3");
        await File.WriteAllTextAsync(text, "This is no music at all.", Token);

        Assert.Equal(ErrorCodes.UnsupportedFormat, (await Assert.ThrowsAsync<AudioException>(() => Classify(text))).Code);
        Assert.Equal("metal", (await Classify(Clip("metal"))).Value);
    }

    [Fact(Timeout = 300_000)]
    public async Task An_unknown_model_is_rejected() =>
        await Assert.ThrowsAsync<KeyNotFoundException>(() => Classify(Path.Combine(_folder, "any.wav"), model: "gtzan-11"));

    [Fact(Timeout = 300_000)]
    public async Task A_canceled_call_throws()
    {
        using var canceled = new CancellationTokenSource();
        await canceled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            _classifier.ClassifyAsync(Write("song.wav", Synthesis.Music(5)), new ClassifyOptions(ModelCatalog.Default), canceled.Token));
    }

    private Task<ClassificationResult> Classify(string path, WindowMode window = WindowMode.Middle, string model = ModelCatalog.Default) =>
        _classifier.ClassifyAsync(path, new ClassifyOptions(model, window), Token);

    private async Task IsNotMusic(string name, TestAudio audio)
    {
        try
        {
            var result = await Classify(Write(name, audio));
            Assert.Equal((name, Outcome.NotMusic, null), (name, result.Outcome, result.Value));
            Assert.Empty(result.Genres);
        }
        catch (AudioException exception)
        {
            Assert.Equal(ErrorCodes.Silent, exception.Code);
        }
    }

    private string Write(string name, TestAudio audio)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllBytes(path, WavFile.Pcm16(audio));
        return path;
    }

    private static string Clip(string genre)
    {
        Assert.SkipUnless(RepositoryPaths.SharedData is not null, "The reference clips are not available.");
        return Path.Combine(RepositoryPaths.SharedData!, "audio", $"{genre}.00000.wav");
    }
}
