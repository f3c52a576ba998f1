using GenreQueue.Cli.Library;
using GenreQueue.Contracts;
using GenreQueue.Fixtures.Classification;

namespace GenreQueue.Cli.Tests.Library;

public sealed class AlbumsTests
{
    [Fact]
    public void The_answer_is_the_mean_of_the_tracks()
    {
        var pooled = Pool(Track(("rock", 0.8), ("pop", 0.2)), Track(("rock", 0.6), ("pop", 0.4)), Track(("pop", 0.55), ("rock", 0.45)))!;
        Assert.Equal("rock", pooled.Value);
        Assert.Equal(1.85 / 3, pooled.Probability, 1e-12);
        Assert.Equal(1.15 / 3, pooled.All["pop"], 1e-12);
        Assert.Equal(["rock", "pop"], pooled.Genres);
        Assert.Equal(Outcome.Music, pooled.Outcome);
    }

    [Fact]
    public void Several_uncertain_tracks_of_one_genre_agree_on_it()
    {
        var pooled = Pool(Track(("rock", 0.48), ("pop", 0.32), ("jazz", 0.2)), Track(("rock", 0.45), ("jazz", 0.4), ("pop", 0.15)))!;
        Assert.Equal(("rock", 0.465, Outcome.Uncertain), (pooled.Value, Math.Round(pooled.Probability, 12), pooled.Outcome));
    }

    [Fact]
    public void Tracks_that_are_not_music_have_no_say_and_one_track_is_no_album()
    {
        var rock = Track(("rock", 0.9), ("pop", 0.1));
        Assert.Null(Pool());
        Assert.Null(Pool(rock));
        Assert.Null(Pool(rock, SampleResult.Of(null)));
        Assert.Equal(0.9, Pool(rock, rock, SampleResult.Of(null))!.Probability, 1e-12);
    }

    [Fact]
    public void A_folder_whose_tracks_disagree_is_a_compilation()
    {
        var (rock, pop, jazz) = (Track(("rock", 0.8), ("pop", 0.1), ("jazz", 0.1)), Track(("pop", 0.7), ("rock", 0.2), ("jazz", 0.1)), Track(("jazz", 0.7), ("rock", 0.2), ("pop", 0.1)));
        Assert.Null(Pool(rock, pop, jazz));
        Assert.NotNull(Pool(rock, rock, pop, jazz));
    }

    private static ClassificationResult? Pool(params ClassificationResult[] answers) => Albums.Pool(answers, LabelsMode.Multi)?.Invoke(answers[0]);

    private static ClassificationResult Track(params (string Genre, double Probability)[] all) =>
        SampleResult.Of(all[0].Genre, all[0].Probability) with { All = all.ToDictionary(pair => pair.Genre, pair => pair.Probability) };
}
