using GenreQueue.Analysis.Models;

namespace GenreQueue.Training.Trainers;

/// <summary>Trains classifiers on labelled feature vectors. Stateless, so one trainer can be used on several threads at once.</summary>
public interface IClassifierTrainer
{
    /// <summary>
    /// False if the classifier only votes: it then assigns probability 1 to one genre, and log-loss and calibration are meaningless.
    /// </summary>
    bool GivesProbabilities { get; }

    /// <summary>Trains a classifier, which expects vectors as unscaled as <paramref name="x"/>.</summary>
    /// <param name="x">Training vectors of equal length; shape [n][features].</param>
    /// <param name="y">Genre index of each vector, 0 to <paramref name="classes"/> − 1; shape [n].</param>
    /// <param name="classes">Number of genres; a genre without vectors gets probability 0.</param>
    /// <exception cref="ArgumentException">The shapes differ, or there are fewer than two distinct genres.</exception>
    IClassifier Fit(double[][] x, int[] y, int classes);
}
