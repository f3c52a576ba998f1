using GenreQueue.Training.Evaluation;
using GenreQueue.Training.Trainers;

namespace GenreQueue.Training.Tests.Evaluation;

public sealed class BestCombinationsTests
{
    [Fact]
    public void Choices_are_all_subsets_of_a_size_in_lexicographic_order() =>
        Assert.Equal([[0, 1], [0, 2], [0, 3], [1, 2], [1, 3], [2, 3]], BestCombinations.Choices(4, 2));

    [Theory, InlineData(10, 6, 210), InlineData(10, 10, 1), InlineData(10, 1, 10), InlineData(5, 0, 1)]
    public void The_number_of_choices_is_the_binomial_coefficient(int n, int count, int expected) =>
        Assert.Equal(expected, BestCombinations.Choices(n, count).Count());

    [Fact]
    public void Genres_that_cannot_be_separated_come_last()
    {
        // Jazz is moved onto blues; rock stays separate.
        var mixed = ToyData.Set with { X = [.. ToyData.X.Zip(ToyData.Y, (x, y) => y == 1 ? [x[0] - 8, x[1]] : x)] };
        var ranked = BestCombinations.Rank(mixed, 2, new CrossValidation(5), new NearestNeighbours(3), cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal(3, ranked.Count);
        Assert.Equal(["blues", "jazz"], ranked[^1].Genres);
        Assert.Equal(1, ranked[0].Accuracy);
        Assert.Equal(40, ranked[0].Clips);
        Assert.True(ranked[^1].Accuracy < 0.9);
    }

    [Theory, InlineData(1), InlineData(4)]
    public void An_invalid_size_is_rejected(int count) =>
        Assert.Throws<ArgumentException>(() => BestCombinations.Rank(ToyData.Set, count, new CrossValidation(5), new NearestNeighbours(1), cancellationToken: TestContext.Current.CancellationToken));
}
