using MathNet.Numerics.LinearAlgebra;

namespace GenreQueue.Training.Trainers;

/// <summary>Projection onto the directions of largest variance.</summary>
public sealed class PrincipalComponents
{
    private readonly Vector<double> _mean;
    private readonly Matrix<double> _directions;   // [components, features]

    private PrincipalComponents(Vector<double> mean, Matrix<double> directions) => (_mean, _directions) = (mean, directions);

    /// <summary>Number of components kept.</summary>
    public int Count => _directions.RowCount;

    /// <summary>Computes the smallest number of components that explain a share of the variance.</summary>
    /// <param name="x">Vectors; shape [n][features].</param>
    /// <param name="share">Share to explain, above 0 and at most 1.</param>
    /// <exception cref="ArgumentException">The share is out of range.</exception>
    public static PrincipalComponents Fit(double[][] x, double share)
    {
        if (share is not (> 0 and <= 1)) throw new ArgumentException($"The share of the variance must be above 0 and at most 1, but is {share}.");
        var rows = Matrix<double>.Build.DenseOfRowArrays(x);
        var mean = rows.ColumnSums() / x.Length;
        rows.MapIndexedInplace((_, j, value) => value - mean[j], Zeros.Include);
        var eigen = (rows.TransposeThisAndMultiply(rows) / x.Length).Evd(Symmetricity.Symmetric);

        double[] variances = [.. eigen.EigenValues.Real().Select(value => Math.Max(value, 0))];   // ascending
        double wanted = share * variances.Sum();
        int kept = 0;
        double explained = 0;
        while (kept < variances.Length && (kept == 0 || explained < wanted)) explained += variances[^++kept];
        var directions = eigen.EigenVectors.SubMatrix(0, mean.Count, variances.Length - kept, kept).Transpose();
        return new PrincipalComponents(mean, directions);
    }

    /// <summary>Projects a vector.</summary>
    /// <returns>Coordinates along the components; shape [<see cref="Count"/>].</returns>
    public double[] Apply(double[] x) => (_directions * (Vector<double>.Build.Dense(x) - _mean)).ToArray();
}
