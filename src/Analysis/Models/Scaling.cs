namespace GenreQueue.Analysis.Models;

/// <summary>Standardisation of features, z = (x − mean) / deviation.</summary>
/// <param name="Mean">Mean of each feature over the training set; shape [features].</param>
/// <param name="Deviation">Population standard deviation of each feature, above 0; shape [features].</param>
public sealed record Scaling(double[] Mean, double[] Deviation)
{
    /// <summary>Computes mean and deviation of <paramref name="x"/>. A constant feature gets deviation 1 and is only centred.</summary>
    /// <param name="x">Vectors; shape [n][features], n at least 1.</param>
    public static Scaling Fit(double[][] x)
    {
        var mean = new double[x[0].Length];
        var deviation = new double[mean.Length];
        for (var j = 0; j < mean.Length; j++)
        {
            var centre = mean[j] = x.Average(row => row[j]);
            var variance = x.Average(row => (row[j] - centre) * (row[j] - centre));
            deviation[j] = variance > 0 ? Math.Sqrt(variance) : 1;
        }
        return new Scaling(mean, deviation);
    }

    /// <summary>Scales a vector; the result may overwrite the input.</summary>
    /// <param name="x">One vector; shape [features].</param>
    /// <param name="z">Receives the result; shape [features].</param>
    public void Apply(ReadOnlySpan<double> x, Span<double> z)
    {
        for (var j = 0; j < Mean.Length; j++) z[j] = (x[j] - Mean[j]) / Deviation[j];
    }

    /// <summary>Scales a vector into a new array.</summary>
    /// <returns>z; shape [features].</returns>
    public double[] Apply(double[] x)
    {
        var z = new double[x.Length];
        Apply(x, z);
        return z;
    }
}
