using GenreQueue.Analysis.Classification;
using GenreQueue.Analysis.Decoding;
using GenreQueue.Analysis.Models;
using GenreQueue.Contracts;
using GenreQueue.Fixtures.Models;

namespace GenreQueue.Analysis.Tests.Classification;

public sealed class TrackResultTests : IDisposable
{
    private const int Rate = 22_050;

    private static readonly AudioInfo Info = new("mp3", "libsndfile", 44_100, 2, 95);
    private readonly string _root = Directory.CreateTempSubdirectory("models-").FullName;
    private readonly TrackResult _track;
    private double _start;

    public TrackResultTests() => _track = new TrackResult(ToyModels.Train(Path.Combine(_root, "toy")));

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public void A_single_window_is_the_result()
    {
        Add(0.1, 0.7, 0.2, Outcome.Music);
        var result = Result(WindowMode.Middle);

        Assert.Equal(("beta", 0.7, Outcome.Music), (result.Value, result.Probability, result.Outcome));
        Assert.Equal(["beta"], result.Genres);
        Assert.Equal(0.2, result.All["gamma"]);
        Assert.Equal(new Segment(0, 30, "beta", 0.7, Outcome.Music), Assert.Single(result.Segments));
        Assert.Equal("toy", result.Model.Id);
    }

    [Fact]
    public void Probabilities_are_averaged_and_windows_are_listed_in_order_of_time()
    {
        Add(0.9, 0.1, 0.0, Outcome.Music);
        Add(0.1, 0.5, 0.4, Outcome.Uncertain);
        var result = Result();

        Assert.Equal((0.5, 0.3, 0.2), (result.All["alpha"], result.All["beta"], result.All["gamma"]));
        Assert.Equal(["alpha", "beta"], result.Genres);
        Assert.Equal([("alpha", 0.0), ("beta", 30.0)], result.Segments.Select(s => (s.Value!, s.Start)));
        Assert.Equal((0.0, 60.0, WindowMode.Whole), (result.Audio.WindowStart, result.Audio.WindowDuration, result.Audio.Window));
    }

    [Fact]
    public void The_outcome_depends_on_the_averaged_probabilities()
    {
        Add(0.9, 0.1, 0.0, Outcome.Music);
        Add(0.0, 0.9, 0.1, Outcome.Music);
        Add(0.1, 0.1, 0.8, Outcome.Music);

        Assert.Equal(Outcome.Uncertain, Result().Outcome);
    }

    [Fact]
    public void Windows_that_are_not_music_are_not_averaged_if_others_are()
    {
        Add(0.0, 0.0, 1.0, Outcome.NotMusic);
        Add(0.9, 0.1, 0.0, Outcome.Music);
        var result = Result();

        Assert.Equal(("alpha", 0.9, Outcome.Music), (result.Value, result.Probability, result.Outcome));
        Assert.Null(result.Segments[0].Value);
        Assert.Equal(1.0, result.Segments[0].Probability);
    }

    [Fact]
    public void A_track_without_music_has_no_genre_but_keeps_its_probabilities()
    {
        Add(0.0, 0.2, 0.8, Outcome.NotMusic);
        Add(0.0, 0.4, 0.6, Outcome.NotMusic);
        var result = Result();

        Assert.Null(result.Value);
        Assert.Empty(result.Genres);
        Assert.Equal(Outcome.NotMusic, result.Outcome);
        Assert.Equal(0.7, result.Probability, 1e-12);
        Assert.Equal(3, result.All.Count);
    }

    [Fact]
    public void Less_than_ten_seconds_of_music_is_uncertain()
    {
        Add(0.9, 0.1, 0.0, Outcome.Uncertain, seconds: 9);

        Assert.Equal(Outcome.Uncertain, Result().Outcome);
    }

    private void Add(double alpha, double beta, double gamma, Outcome outcome, int seconds = 30)
    {
        var window = new AudioWindow(Info, Rate, _start, new float[seconds * Rate]);
        _start += seconds;
        _track.Add(window, new Prediction([alpha, beta, gamma], Novelty: null, IsNovel: false), outcome);
    }

    private ClassificationResult Result(WindowMode window = WindowMode.Whole) =>
        _track.Result(new ClassifyOptions("toy", window), new Timings(1, 2, 3, 6));
}
