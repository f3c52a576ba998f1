using GenreQueue.Contracts;
using GenreQueue.Fixtures.Classification;
using GenreQueue.Library.Plans;
using GenreQueue.Library.Rules;
using GenreQueue.Library.Tags;

namespace GenreQueue.Library.Tests.Rules;

public sealed class GenreRulesTests
{
    private static readonly GenreRules Fill = new(), Replace = new() { Mode = GenreMode.Replace }, Merge = new() { Mode = GenreMode.Merge };

    [Fact]
    public void A_file_without_a_genre_gets_one_in_every_mode() => Assert.All((GenreRules[])[Fill, Replace, Merge], rules =>
        AssertDecision(PlanAction.Write, PlanReasons.Filled, ["rock", "pop"], rules.Decide([], null, Answer("rock", "pop"))));

    [Fact]
    public void Fill_needs_no_answer_for_a_file_with_a_genre()
    {
        AssertDecision(PlanAction.Skip, PlanReasons.HasGenre, [], Fill.WithoutAnswer(["Jazz"], null));
        AssertDecision(PlanAction.Skip, PlanReasons.HasGenre, [], Fill.Decide(["Jazz"], null, Answer("rock")));
        Assert.Null(Fill.WithoutAnswer([], null));
        Assert.Null(Replace.WithoutAnswer(["Jazz"], null));
    }

    [Fact]
    public void Replace_puts_the_answer_in_place_of_what_was_there() =>
        AssertDecision(PlanAction.Write, PlanReasons.Replaced, ["rock"], Replace.Decide(["Jazz", "Blues"], null, Answer("rock")));

    [Fact]
    public void Merge_appends_what_is_new() =>
        AssertDecision(PlanAction.Write, PlanReasons.Merged, ["Rock", "Jazz", "pop"], Merge.Decide(["Rock", "Jazz"], null, Answer("rock", "pop")));

    [Fact]
    public void A_file_that_has_the_genres_is_skipped_whatever_their_case_and_the_probability() => Assert.All((GenreRules[])[Replace, Merge], rules =>
        AssertDecision(PlanAction.Skip, PlanReasons.SameGenre, ["Rock"], rules.Decide(["Rock"], null, Answer("rock") with { Probability = 0.3 })));

    [Fact]
    public void Genres_of_an_earlier_run_are_refreshed_unless_somebody_changed_them()
    {
        var ours = new Provenance("gtzan-10", "1", 0.9, ["Jazz"]);
        AssertDecision(PlanAction.Write, PlanReasons.Refreshed, ["rock"], Fill.Decide(["jazz"], ours, Answer("rock")));
        AssertDecision(PlanAction.Skip, PlanReasons.SameGenre, ["jazz"], Fill.Decide(["jazz"], ours, Answer("jazz")));
        AssertDecision(PlanAction.Skip, PlanReasons.HasGenre, [], Fill.Decide(["jazz", "Bebop"], ours, Answer("rock")));
    }

    [Fact]
    public void An_answer_below_the_threshold_is_left_for_review()
    {
        AssertDecision(PlanAction.Review, PlanReasons.BelowConfidence, ["rock"], Fill.Decide([], null, Answer("rock") with { Probability = 0.49 }));
        AssertDecision(PlanAction.Write, PlanReasons.Filled, ["rock"], Fill.Decide([], null, Answer("rock") with { Probability = 0.5, Outcome = Outcome.Uncertain }));
        AssertDecision(PlanAction.Review, PlanReasons.BelowConfidence, ["rock"], (Fill with { MinConfidence = 1 }).Decide([], null, Answer("rock")));
    }

    [Fact]
    public void What_is_not_music_is_left_for_review() =>
        AssertDecision(PlanAction.Review, PlanReasons.NotMusic, [], Replace.Decide(["Speech"], null, SampleResult.Of(null)));

    [Fact]
    public void An_answer_of_which_the_map_leaves_nothing_is_skipped() =>
        AssertDecision(PlanAction.Skip, PlanReasons.NoGenreLeft, [], (Replace with { Map = GenreMapFile.Parse(["drop: rock"], ["rock"]) }).Decide(["Jazz"], null, Answer("rock")));

    [Fact]
    public void Genres_to_keep_survive_a_replacement_in_front_of_the_answer()
    {
        var rules = Replace with { Keep = new HashSet<string> { "christmas" } };
        AssertDecision(PlanAction.Write, PlanReasons.Replaced, ["Christmas", "rock"], rules.Decide(["Jazz", "Christmas"], null, Answer("rock")));
        AssertDecision(PlanAction.Skip, PlanReasons.SameGenre, ["Christmas", "Rock"], rules.Decide(["Christmas", "Rock"], null, Answer("rock")));
        AssertDecision(PlanAction.Skip, PlanReasons.KeptGenre, ["Christmas"], (rules with { MaxGenres = 1 }).Decide(["Christmas"], null, Answer("rock")));
    }

    [Fact]
    public void The_limit_counts_the_genres_that_stay_and_removes_none_of_them()
    {
        AssertDecision(PlanAction.Write, PlanReasons.Replaced, ["rock"], (Replace with { MaxGenres = 1 }).Decide(["Jazz", "Blues"], null, Answer("rock", "pop")));
        AssertDecision(PlanAction.Write, PlanReasons.Merged, ["Jazz", "rock"], (Merge with { MaxGenres = 2 }).Decide(["Jazz"], null, Answer("rock", "pop")));
        AssertDecision(PlanAction.Skip, PlanReasons.HasGenre, ["Jazz", "Blues"], (Merge with { MaxGenres = 1 }).Decide(["Jazz", "Blues"], null, Answer("rock")));
        AssertDecision(PlanAction.Skip, PlanReasons.SameGenre, ["Rock"], (Replace with { MaxGenres = 1 }).Decide(["Rock"], null, Answer("rock", "pop")));
    }

    private static ClassificationResult Answer(params string[] genres) => SampleResult.Of(genres[0]) with { Genres = genres };

    private static void AssertDecision(PlanAction action, string reason, string[] proposed, Decision? actual)
    {
        Assert.Equal((action, reason), (actual!.Action, actual.Reason));
        Assert.Equal(proposed, actual.Proposed, GenreNames.Comparer);
    }
}
