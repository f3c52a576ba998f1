namespace GenreQueue.Training.Trainers;

internal static class TrainingShape
{
    /// <exception cref="ArgumentException">The shapes differ, or there are fewer than two distinct genres.</exception>
    public static void Check(double[][] x, int[] y)
    {
        if (x.Length != y.Length) throw new ArgumentException($"The training set has {x.Length} vectors but {y.Length} labels.");
        if (x.Any(row => row.Length != x[0].Length)) throw new ArgumentException("The training vectors have different lengths.");
        if (y.Distinct().Take(2).Count() < 2) throw new ArgumentException("The training set must have at least two genres.");
    }
}
