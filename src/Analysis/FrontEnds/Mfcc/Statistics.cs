using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace GenreQueue.Analysis.FrontEnds.Mfcc;

/// <summary>Moments and order statistics of samples and frames.</summary>
internal static class Statistics
{
    /// <summary>Mean and population standard deviation of the samples.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static (double Mean, double Rms) Level(ReadOnlySpan<float> samples)
    {
        Vector<double> sumLow = default, sumHigh = default, squareLow = default, squareHigh = default;
        var vectors = MemoryMarshal.Cast<float, Vector<float>>(samples);
        foreach (var vector in vectors)
        {
            Vector.Widen(vector, out var low, out var high);
            sumLow += low;
            sumHigh += high;
            squareLow = Vector.MultiplyAddEstimate(low, low, squareLow);
            squareHigh = Vector.MultiplyAddEstimate(high, high, squareHigh);
        }
        double sum = Vector.Sum(sumLow + sumHigh), squares = Vector.Sum(squareLow + squareHigh);
        foreach (double sample in samples[(vectors.Length * Vector<float>.Count)..])
        {
            sum += sample;
            squares += sample * sample;
        }
        var mean = sum / samples.Length;
        return (mean, Math.Sqrt(Math.Max(0, squares / samples.Length - mean * mean)));
    }

    /// <summary>Quantile by linear interpolation between the two nearest ranks, numpy's default (type 7 of Hyndman and Fan 1996).</summary>
    /// <param name="values">At least one value; reordered.</param>
    /// <param name="quantile">0 to 1.</param>
    public static double Percentile(Span<double> values, double quantile)
    {
        var rank = quantile * (values.Length - 1);
        var below = (int)rank;
        Select(values, below);
        if (below + 1 == values.Length) return values[below];
        var above = double.PositiveInfinity;
        foreach (var value in values[(below + 1)..]) above = Math.Min(above, value);
        return values[below] + (rank - below) * (above - values[below]);
    }

    /// <summary>
    /// Mean and sample covariance (divisor n − 1) of the rows, in two passes. Centres the rows in place. The covariance of fewer than
    /// two columns is zero.
    /// </summary>
    /// <param name="rows">Row-major [mean.Length, <paramref name="stride"/>], of which the first <paramref name="count"/> columns are used.</param>
    /// <param name="count">Number of columns, at least one.</param>
    /// <param name="stride">Distance from one row to the next.</param>
    /// <param name="mean">Receives the mean of each row.</param>
    /// <param name="covariance">Receives the full symmetric matrix, row-major.</param>
    public static void Moments(Span<double> rows, int count, int stride, Span<double> mean, Span<double> covariance)
    {
        var n = mean.Length;
        for (var i = 0; i < n; i++)
        {
            var row = rows.Slice(i * stride, count);
            mean[i] = Sum(row) / count;
            foreach (ref var value in row) value -= mean[i];
            for (var j = 0; j <= i; j++)
            {
                var sum = count > 1 ? Dot(row, rows.Slice(j * stride, count)) / (count - 1) : 0;
                covariance[i * n + j] = covariance[j * n + i] = sum;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static double Sum(ReadOnlySpan<double> values)
    {
        Vector<double> sum = default;
        var vectors = MemoryMarshal.Cast<double, Vector<double>>(values);
        foreach (var vector in vectors) sum += vector;
        var total = Vector.Sum(sum);
        foreach (var value in values[(vectors.Length * Vector<double>.Count)..]) total += value;
        return total;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static double Dot(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        Vector<double> even = default, odd = default;
        var u = MemoryMarshal.Cast<double, Vector<double>>(x);
        var v = MemoryMarshal.Cast<double, Vector<double>>(y);
        var i = 0;
        for (; i + 1 < u.Length && i + 1 < v.Length; i += 2)
        {
            even = Vector.MultiplyAddEstimate(u[i], v[i], even);
            odd = Vector.MultiplyAddEstimate(u[i + 1], v[i + 1], odd);
        }
        var total = Vector.Sum(even + odd);
        for (i *= Vector<double>.Count; i < x.Length; i++) total += x[i] * y[i];
        return total;
    }

    /// <summary>Hoare's selection algorithm: moves the element of that rank to its sorted position, with no smaller element after it.</summary>
    private static void Select(Span<double> values, int rank)
    {
        int left = 0, right = values.Length - 1;
        while (left < right)
        {
            var pivot = values[rank];
            int i = left, j = right;
            while (i <= j)
            {
                while (values[i] < pivot) i++;
                while (pivot < values[j]) j--;
                if (i > j) continue;
                (values[i], values[j]) = (values[j], values[i]);
                i++;
                j--;
            }
            if (j < rank) left = i;
            if (rank < i) right = j;
        }
    }
}
