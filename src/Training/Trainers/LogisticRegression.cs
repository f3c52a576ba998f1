using GenreQueue.Analysis.Models;
using MathNet.Numerics.LinearAlgebra;

namespace GenreQueue.Training.Trainers;

/// <summary>One-against-all logistic regression with an L2 penalty on all weights except the intercept.</summary>
/// <param name="c">Weight of the data relative to the penalty, above 0; the minimised function is ½|w|² + C·Σ log-loss.</param>
/// <remarks>
/// Newton's method with backtracking, which converges with unscaled features too. The probabilities of the genres are
/// normalised to sum to 1.
/// </remarks>
public sealed class LogisticRegression(double c) : IClassifierTrainer
{
    private const int MaxIterations = 100;
    private const double Tolerance = 1e-8;

    /// <inheritdoc/>
    public bool GivesProbabilities => true;

    /// <inheritdoc/>
    public IClassifier Fit(double[][] x, int[] y, int classes)
    {
        if (!(c > 0 && double.IsFinite(c))) throw new ArgumentException($"C must be a finite number above 0, but is {c}.");
        TrainingShape.Check(x, y);
        var rows = Matrix<double>.Build.Dense(x.Length, x[0].Length + 1, (i, j) => j == 0 ? 1 : x[i][j - 1]);
        return new Fitted([.. Enumerable.Range(0, classes).Select(genre => y.Contains(genre) ? FitOne(rows, y, genre) : null)]);
    }

    private double[] FitOne(Matrix<double> rows, int[] y, int genre)
    {
        var sign = Vector<double>.Build.Dense(y.Length, i => y[i] == genre ? 1 : -1);
        var w = Vector<double>.Build.Dense(rows.ColumnCount);
        var margins = Vector<double>.Build.Dense(y.Length);
        double loss = Loss(w, margins);
        for (int iteration = 0; iteration < MaxIterations; iteration++)
        {
            // With m = sign·(row·w): d loss/d m = −σ(−m), and the second derivative is σ(m)·σ(−m).
            var miss = margins.Map(m => Sigmoid(-m), Zeros.Include);
            var gradient = Penalised(w) - c * rows.TransposeThisAndMultiply(miss.PointwiseMultiply(sign));
            var weighted = rows.Clone();
            weighted.MapIndexedInplace((i, _, value) => value * Math.Sqrt(c * miss[i] * (1 - miss[i])), Zeros.Include);
            var hessian = weighted.TransposeThisAndMultiply(weighted);
            // The intercept has no penalty; a tiny one keeps the matrix positive definite when the clips are perfectly separated.
            for (int j = 0; j < w.Count; j++) hessian[j, j] += j == 0 ? 1e-10 : 1;
            var step = hessian.Cholesky().Solve(gradient);
            double decrement = gradient * step;
            if (decrement < Tolerance * (1 + loss)) break;

            double length = 1;
            var next = w - step;
            var nextMargins = sign.PointwiseMultiply(rows * next);
            double nextLoss = Loss(next, nextMargins);
            while (nextLoss > loss - 1e-4 * length * decrement && length > 1e-10)
            {
                length /= 2;
                next = w - length * step;
                nextMargins = sign.PointwiseMultiply(rows * next);
                nextLoss = Loss(next, nextMargins);
            }
            (w, margins, loss) = (next, nextMargins, nextLoss);
        }
        return w.ToArray();
    }

    private double Loss(Vector<double> w, Vector<double> margins) =>
        0.5 * (w * Penalised(w)) + c * margins.Sum(m => Math.Max(-m, 0) + Math.Log(1 + Math.Exp(-Math.Abs(m))));

    private static Vector<double> Penalised(Vector<double> w)
    {
        var penalised = w.Clone();
        penalised[0] = 0;
        return penalised;
    }

    private static double Sigmoid(double z) => z >= 0 ? 1 / (1 + Math.Exp(-z)) : Math.Exp(z) / (1 + Math.Exp(z));

    private sealed class Fitted(double[]?[] weights) : IClassifier
    {
        public void Probabilities(ReadOnlySpan<double> x, Span<double> probabilities)
        {
            double sum = 0;
            for (int genre = 0; genre < weights.Length; genre++)
            {
                probabilities[genre] = weights[genre] is { } w ? Sigmoid(Margin(w, x)) : 0;
                sum += probabilities[genre];
            }
            // All underflow only far outside the training data, where all genres are equally likely.
            if (sum == 0) probabilities.Fill(1.0 / probabilities.Length);
            else foreach (ref double probability in probabilities) probability /= sum;
        }

        private static double Margin(double[] w, ReadOnlySpan<double> x)
        {
            double margin = w[0];
            for (int j = 0; j < x.Length; j++) margin += w[j + 1] * x[j];
            return margin;
        }

        public void Dispose()
        {
        }
    }
}
