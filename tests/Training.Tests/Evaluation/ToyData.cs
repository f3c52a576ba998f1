using GenreQueue.Training.Datasets;

namespace GenreQueue.Training.Tests.Evaluation;

/// <summary>Three well separated clouds in the plane with 20 vectors each.</summary>
internal static class ToyData
{
    public const int Classes = 3;

    private static readonly (double X, double Y)[] Centres = [(-4, 0), (4, 0), (0, 6)];

    public static readonly int[] Y = [.. Enumerable.Range(0, 60).Select(i => i % Classes)];

    public static readonly double[][] X = Clouds();

    /// <summary>The clouds as tracks of blues, jazz and rock.</summary>
    public static readonly EvaluationSet Set = EvaluationSet.From(
        [.. X.Select((x, i) => new FeatureRow($"track {i}", new[] { "blues", "jazz", "rock" }[Y[i]], x))]);

    public static double[] Centre(int genre) => [Centres[genre].X, Centres[genre].Y];

    private static double[][] Clouds()
    {
        var random = new Random(5);
        return [.. Y.Select(y => new[] { Centres[y].X + random.NextDouble() - 0.5, Centres[y].Y + random.NextDouble() - 0.5 })];
    }
}
