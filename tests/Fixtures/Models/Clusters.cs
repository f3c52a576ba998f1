namespace GenreQueue.Fixtures.Models;

/// <summary>Synthetic training sets with one Gaussian cloud per class.</summary>
public static class Clusters
{
    /// <summary>Creates a training set.</summary>
    /// <param name="classes">Number of classes.</param>
    /// <param name="perClass">Rows per class.</param>
    /// <param name="features">Length of a row.</param>
    /// <param name="spread">Standard deviation of a cloud; that of the centres is 1.</param>
    /// <param name="seed">Seed of the random numbers.</param>
    public static (double[][] X, int[] Labels) Make(int classes, int perClass, int features, double spread = 0.5, int seed = 1)
    {
        var random = new Random(seed);
        var centres = Enumerable.Range(0, classes).Select(_ => Vector(random, features, 1)).ToArray();
        var labels = Enumerable.Range(0, classes * perClass).Select(i => i % classes).ToArray();
        var x = labels.Select(label => Vector(random, features, spread).Zip(centres[label], (noise, centre) => noise + centre).ToArray()).ToArray();
        return (x, labels);
    }

    /// <summary>Normally distributed numbers with mean 0.</summary>
    public static double[] Vector(Random random, int features, double spread) =>
        Enumerable.Range(0, features).Select(_ => spread * Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble())).ToArray();
}
