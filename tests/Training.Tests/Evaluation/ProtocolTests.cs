using GenreQueue.Training.Evaluation;

namespace GenreQueue.Training.Tests.Evaluation;

public sealed class ProtocolTests
{
    [Fact]
    public void Each_repeat_of_a_cross_validation_is_shuffled_differently()
    {
        var plan = new CrossValidation(5, Repeats: 3, Seed: 4).Plan(ToyData.Set);
        Assert.Equal([5, 5, 5], plan.Select(repeat => repeat.Count));
        Assert.NotEqual(plan[0][0].Test, plan[1][0].Test);
        Assert.Equal(Splits.Folds(ToyData.Y, 5, seed: 5)[2].Test, plan[1][2].Test);
    }

    [Fact]
    public void Each_random_split_is_a_separate_repeat()
    {
        var plan = new RandomSplits(0.75, Repeats: 4).Plan(ToyData.Set);
        Assert.Equal([1, 1, 1, 1], plan.Select(repeat => repeat.Count));
        Assert.All(plan, repeat => Assert.Equal(45, repeat[0].Train.Length));
    }

    [Fact]
    public void A_partition_is_read_from_lists_of_names_with_any_line_endings()
    {
        string folder = Directory.CreateTempSubdirectory().FullName;
        try
        {
            string train = Path.Combine(folder, "train.txt"), valid = Path.Combine(folder, "valid.txt"), test = Path.Combine(folder, "test.txt");
            File.WriteAllText(train, "track 0\r\ntrack 1\r\n\r\n");
            File.WriteAllText(valid, "track 2");
            File.WriteAllText(test, "  track 3\ntrack 4 \nno such track\n");
            var split = Partition.Load([train, valid], [test]).Plan(ToyData.Set).Single().Single();
            Assert.Equal([0, 1, 2], split.Train);
            Assert.Equal([3, 4], split.Test);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
