namespace GenreQueue.Analysis.FrontEnds.Mfcc;

/// <summary>
/// The feature vector of the original system: the means of the 13 coefficients over all frames, then the diagonals 0, 1, … 12 of
/// the upper triangle of their sample covariance; 13 + 91 numbers.
/// </summary>
internal static class Classic
{
    public const int Length = MfccTransform.Coefficients + MfccTransform.Coefficients * (MfccTransform.Coefficients + 1) / 2;

    /// <summary>Arranges mean and covariance as a classic vector. Values that are not finite become 0, as in the original.</summary>
    /// <param name="mean">Shape [13].</param>
    /// <param name="covariance">Row-major [13, 13].</param>
    public static double[] Pack(ReadOnlySpan<double> mean, ReadOnlySpan<double> covariance)
    {
        var values = new double[Length];
        mean.CopyTo(values);
        var next = MfccTransform.Coefficients;
        foreach (var (row, column) in Diagonals()) values[next++] = covariance[row * MfccTransform.Coefficients + column];
        foreach (ref var value in values.AsSpan())
        {
            if (!double.IsFinite(value)) value = 0;
        }
        return values;
    }

    /// <summary>Restores the full symmetric covariance from a classic vector.</summary>
    /// <param name="values">Shape [104].</param>
    /// <param name="covariance">Receives row-major [13, 13].</param>
    public static void UnpackCovariance(ReadOnlySpan<double> values, Span<double> covariance)
    {
        var next = MfccTransform.Coefficients;
        foreach (var (row, column) in Diagonals())
        {
            covariance[row * MfccTransform.Coefficients + column] = values[next];
            covariance[column * MfccTransform.Coefficients + row] = values[next++];
        }
    }

    private static IEnumerable<(int Row, int Column)> Diagonals()
    {
        for (var diagonal = 0; diagonal < MfccTransform.Coefficients; diagonal++)
        {
            for (var row = 0; row + diagonal < MfccTransform.Coefficients; row++) yield return (row, row + diagonal);
        }
    }
}
