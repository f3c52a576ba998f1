using MathNet.Numerics.LinearAlgebra;

namespace GenreQueue.Analysis.FrontEnds.Mfcc;

/// <summary>
/// The default feature vector: means 1 to 12 of the MFCCs (without the mean energy, which makes it independent of the gain), then
/// the matrix logarithm of their covariance, φ = m₁ … m₁₂, L₀₀, √2·L₀₁ … √2·L₀₁₂, L₁₁, √2·L₁₂ … L₁₂₁₂ with L = log(C + I).
/// </summary>
/// <remarks>
/// With the factors √2, the Euclidean distance of two vectors is the Frobenius distance of their logarithms: the
/// log-Euclidean metric of Arsigny, Fillard, Pennec and Ayache 2006, doi:10.1002/mrm.20965.
/// </remarks>
public static class LogCov
{
    /// <summary>Number of values in a vector.</summary>
    public const int Length = MfccTransform.Coefficients - 1 + MfccTransform.Coefficients * (MfccTransform.Coefficients + 1) / 2;

    /// <summary>Computes the logcov vector of a clip from its classic vector, which includes the quiet frames.</summary>
    /// <param name="classic">Shape [104].</param>
    /// <returns>Shape [103], unscaled.</returns>
    /// <exception cref="ArgumentException"><paramref name="classic"/> does not have 104 values.</exception>
    public static double[] FromClassic(ReadOnlySpan<double> classic)
    {
        if (classic.Length != Classic.Length)
        {
            throw new ArgumentException($"Expected {Classic.Length} classic features, got {classic.Length}.", nameof(classic));
        }
        var covariance = new double[MfccTransform.Coefficients * MfccTransform.Coefficients];
        Classic.UnpackCovariance(classic, covariance);
        return FromMoments(classic[..MfccTransform.Coefficients], covariance).Values;
    }

    /// <summary>Computes the logcov vector of a mean and a covariance.</summary>
    /// <param name="mean">Shape [13].</param>
    /// <param name="covariance">Symmetric, row-major [13, 13].</param>
    /// <returns>The vector, shape [103], and the smallest eigenvalue of <paramref name="covariance"/>.</returns>
    internal static (double[] Values, double MinEigenvalue) FromMoments(ReadOnlySpan<double> mean, double[] covariance)
    {
        const int n = MfccTransform.Coefficients;
        var eigen = Matrix<double>.Build.Dense(n, n, covariance).Evd(Symmetricity.Symmetric);
        // The eigenvalues of a covariance are not negative, except for rounding errors.
        var logarithms = eigen.EigenValues.Map<double>(e => Math.Log(1 + Math.Max(e.Real, 0)));
        var v = eigen.EigenVectors;
        var log = v * Matrix<double>.Build.DiagonalOfDiagonalVector(logarithms) * v.Transpose();

        var values = new double[Length];
        mean[1..].CopyTo(values);
        var next = n - 1;
        for (var i = 0; i < n; i++)
        {
            values[next++] = log[i, i];
            for (var j = i + 1; j < n; j++) values[next++] = Math.Sqrt(2) * log[i, j];
        }
        return (values, eigen.EigenValues.Min(e => e.Real));
    }
}
