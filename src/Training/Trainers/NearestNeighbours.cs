using GenreQueue.Analysis.FrontEnds;
using MathNet.Numerics;

namespace GenreQueue.Training.Trainers;

/// <summary>K nearest neighbours by Euclidean distance. The probability of a genre is its share of the neighbours.</summary>
/// <param name="k">Number of neighbours, at least 1; all of the training set if that is smaller.</param>
/// <remarks>
/// When several genres lead with the same share, the one whose neighbours are nearer in sum is put ahead by a billionth,
/// so that the genre of highest probability is never a matter of the alphabet.
/// </remarks>
public sealed class NearestNeighbours(int k) : IClassifierTrainer
{
    private const double Nudge = 1e-9;

    /// <inheritdoc/>
    public bool GivesProbabilities => true;

    /// <inheritdoc/>
    public IFittedClassifier Fit(double[][] x, int[] y, int classes)
    {
        if (k < 1) throw new ArgumentException($"k is {k}, but at least one neighbour must be asked.");
        TrainingShape.Check(x, y);
        return new Fitted(x, y, Math.Min(k, x.Length));
    }

    private sealed class Fitted(double[][] x, int[] y, int k) : IFittedClassifier
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
                if (lead > Nudge || (lead > -Nudge && sums[genre] < sums[best])) best = genre;
            }
            probabilities[best] += Nudge;
            foreach (ref double probability in probabilities) probability /= 1 + Nudge;
        }

        public void Dispose()
        {
        }
    }
}
