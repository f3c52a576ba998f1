using GenreQueue.Analysis.FrontEnds;

namespace GenreQueue.Training.Trainers;

internal static class TrainingShape
{
    /// <exception cref="ArgumentException">Shapes differ, or there are fewer than two genres to tell apart.</exception>
    public static void Check(double[][] x, int[] y)
    {
        if (x.Length != y.Length) throw new ArgumentException($"There are {x.Length} vectors and {y.Length} genres to learn from.");
        if (x.Any(row => row.Length != x[0].Length)) throw new ArgumentException("The vectors to learn from differ in length.");
        if (y.Distinct().Take(2).Count() < 2) throw new ArgumentException("There must be at least two genres to tell apart.");
    }
}
