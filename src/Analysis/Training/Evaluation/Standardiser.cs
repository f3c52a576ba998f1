namespace GenreQueue.Analysis.Training.Evaluation;

/// <summary>z = (x − mean) / deviation, feature by feature, with the population deviation of the training set.</summary>
public sealed class Standardiser
{
    private readonly double[] _mean;
    private readonly double[] _deviation;

    private Standardiser(double[] mean, double[] deviation) => (_mean, _deviation) = (mean, deviation);

    /// <summary>Takes mean and deviation from <paramref name="x"/>; a feature that never varies is only centred.</summary>
    /// <param name="x">Vectors; shape [n][features], n at least 1.</param>
    public static Standardiser Fit(double[][] x)
    {
        var mean = new double[x[0].Length];
        var deviation = new double[mean.Length];
        for (int j = 0; j < mean.Length; j++)
        {
            double centre = mean[j] = x.Average(row => row[j]);
            double variance = x.Average(row => (row[j] - centre) * (row[j] - centre));
            deviation[j] = variance > 0 ? Math.Sqrt(variance) : 1;
        }
        return new Standardiser(mean, deviation);
    }

    /// <returns>z; shape [features].</returns>
    public double[] Apply(double[] x)
    {
        var z = new double[x.Length];
        for (int j = 0; j < z.Length; j++) z[j] = (x[j] - _mean[j]) / _deviation[j];
        return z;
    }
}
