using FsCheck;
using FsCheck.Fluent;
using GenreQueue.Analysis.Classification;
using GenreQueue.Analysis.FrontEnds.Mfcc;
using GenreQueue.Contracts;
using GenreQueue.Training.Evaluation;

namespace GenreQueue.Analysis.Tests.Classification;

public sealed class LabelsRuleTests
{
    [Theory]
    [InlineData(LabelsMode.Single, "rock")]
    [InlineData(LabelsMode.Multi, "rock pop")]
    [InlineData(LabelsMode.Classic, "rock pop jazz")]
    public void Each_rule_selects_its_own_number_of_genres(LabelsMode mode, string expected)
    {
        var probabilities = new Dictionary<string, double> { ["jazz"] = 0.2, ["pop"] = 0.3, ["rock"] = 0.34, ["metal"] = 0.16 };
        Assert.Equal(expected.Split(' '), LabelsRule.Apply(probabilities, mode));
    }

    [Fact]
    public void A_second_genre_needs_a_probability_of_0_30_or_more_than_0_15_in_the_classic_rule()
    {
        Assert.Equal(["a", "b"], LabelsRule.Apply(new Dictionary<string, double> { ["a"] = 0.7, ["b"] = 0.30 }, LabelsMode.Multi));
        Assert.Equal(["a"], LabelsRule.Apply(new Dictionary<string, double> { ["a"] = 0.7, ["b"] = 0.2999 }, LabelsMode.Multi));
        Assert.Equal(["a"], LabelsRule.Apply(new Dictionary<string, double> { ["a"] = 0.85, ["b"] = 0.15 }, LabelsMode.Classic));
        Assert.Equal(["a", "b"], LabelsRule.Apply(new Dictionary<string, double> { ["a"] = 0.84, ["b"] = 0.1501 }, LabelsMode.Classic));
    }

    [Fact]
    public void Genres_of_equal_probability_are_ordered_by_name_and_limited_by_the_rule()
    {
        var probabilities = new Dictionary<string, double> { ["c"] = 0.25, ["b"] = 0.25, ["d"] = 0.25, ["a"] = 0.25 };
        Assert.Equal(["a"], LabelsRule.Apply(probabilities, LabelsMode.Multi));
        Assert.Equal(["a", "b", "c"], LabelsRule.Apply(probabilities, LabelsMode.Classic));
    }

    [Fact]
    public void Empty_probabilities_and_an_unknown_rule_are_argument_errors()
    {
        Assert.Throws<ArgumentException>(() => LabelsRule.Apply(new Dictionary<string, double>(), LabelsMode.Multi));
        Assert.Throws<ArgumentOutOfRangeException>(() => LabelsRule.Apply(new Dictionary<string, double> { ["a"] = 1 }, (LabelsMode)9));
    }

    [Fact]
    public void The_top_genre_comes_first_and_the_others_follow_in_order()
    {
        var gen = from weights in Gen.Choose(0, 1_000).NonEmptyListOf()
                  from mode in Gen.Elements(Enum.GetValues<LabelsMode>())
                  select (Probabilities: Normalise(weights), mode);
        Prop.ForAll(gen.ToArbitrary(), input =>
        {
            var (probabilities, mode) = input;
            var genres = LabelsRule.Apply(probabilities, mode);
            var values = genres.Select(g => probabilities[g]).ToList();
            Assert.Equal(probabilities.Values.Max(), values[0]);
            Assert.Equal(values.OrderDescending(), values);
            Assert.Equal(genres.Distinct(), genres);
            Assert.InRange(genres.Count, 1, mode switch { LabelsMode.Single => 1, LabelsMode.Multi => 2, _ => 3 });
        }).QuickCheckThrowOnFailure();
    }

    private static Dictionary<string, double> Normalise(IReadOnlyList<int> weights)
    {
        var sum = Math.Max(1.0, weights.Sum());
        return weights.Select((weight, i) => (Name: $"g{i}", Value: weight / sum)).ToDictionary(p => p.Name, p => p.Value);
    }
}
