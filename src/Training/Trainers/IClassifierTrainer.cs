namespace GenreQueue.Training.Trainers;

/// <summary>Learns genres from labelled feature vectors. Holds settings only, so one trainer may fit on several threads at once.</summary>
public interface IClassifierTrainer
{
    /// <summary>False when the fitted classifier only votes: it then gives one genre probability 1, and log-loss and calibration mean nothing.</summary>
    bool GivesProbabilities { get; }

    /// <summary>Fits a classifier.</summary>
    /// <param name="x">Training vectors, all of one length; shape [n][features].</param>
    /// <param name="y">Index of the genre of each vector, 0 to <paramref name="classes"/> − 1; shape [n].</param>
    /// <param name="classes">Number of genres; one that no vector has gets probability 0.</param>
    /// <exception cref="ArgumentException">Shapes differ, or there are fewer than two genres to tell apart.</exception>
    IFittedClassifier Fit(double[][] x, int[] y, int classes);
}

/// <summary>A classifier that has learnt. Its one method may be called from many threads at once.</summary>
public interface IFittedClassifier : IDisposable
{
    /// <summary>Probability of each genre; they sum to 1, and the genre named is the one of highest probability.</summary>
    /// <param name="x">One vector, unscaled; as long as those it was fitted on.</param>
    /// <param name="probabilities">Receives the answer; shape [classes].</param>
    void Probabilities(ReadOnlySpan<double> x, Span<double> probabilities);
}
