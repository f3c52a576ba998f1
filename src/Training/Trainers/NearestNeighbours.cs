using GenreQueue.Analysis.Models;
using MathNet.Numerics;

namespace GenreQueue.Training.Trainers;

/// <summary>K nearest neighbours by Euclidean distance. The probability of a genre is its share of the neighbours.</summary>
/// <param name="k">Number of neighbours, at least 1; limited to the size of the training set.</param>
/// <remarks>
/// Ties are broken in favour of the genre with the smaller sum of distances: its probability is raised by a billionth, so that
/// the prediction does not depend on the order of the genres.
/// </remarks>
public sealed class NearestNeighbours(int k) : IClassifierTrainer
{
    private const double TieBreak = 1e-9;

    /// <inheritdoc/>
    public bool GivesProbabilities => true;

    /// <inheritdoc/>
    public IClassifier Fit(double[][] x, int[] y, int classes)
    {
        if (k < 1) throw new ArgumentException($"k must be at least 1, but is {k}.");
        TrainingShape.Check(x, y);
        return new Fitted(x, y, Math.Min(k, x.Length));
    }

    private sealed class Fitted(double[][] x, int[] y, int k) : IClassifier
    {
        public void Probabilities(ReadOnlySpan<double> vector, Span<double> probabilities)
        {
            var point = vector.ToArray();
            var distances = new double[x.Length];
            var order = new int[x.Length];
            for (int i = 0; i < x.Length; i++)
            {
                distances[i] = Distance.Euclidean(x[i], point);
                order[i] = i;
            }
            Array.Sort(distances, order);

            probabilities.Clear();
            Span<double> sums = stackalloc double[probabilities.Length];
            sums.Clear();
            for (int i = 0; i < k; i++)
            {
                probabilities[y[order[i]]] += 1.0 / k;
                sums[y[order[i]]] += distances[i];
            }

            int best = 0;
            for (int genre = 1; genre < probabilities.Length; genre++)
            {
                double lead = probabilities[genre] - probabilities[best];
                if (lead > TieBreak || (lead > -TieBreak && sums[genre] < sums[best])) best = genre;
            }
            probabilities[best] += TieBreak;
            foreach (ref double probability in probabilities) probability /= 1 + TieBreak;
        }

        public void Dispose()
        {
        }
    }
}
