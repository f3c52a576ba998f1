using GenreQueue.Analysis.FrontEnds;
using GenreQueue.Analysis.FrontEnds.Mfcc;
using GenreQueue.Analysis.Models;
using GenreQueue.Training.Datasets;
using GenreQueue.Training.Trainers;

namespace GenreQueue.Fixtures.Models;

/// <summary>Small models of synthetic genres.</summary>
public static class ToyModels
{
    /// <summary>A well-formed SHA-256 hash that matches no file.</summary>
    public static readonly string Hash = new('0', 64);

    /// <summary>Logcov rows of well separated genres.</summary>
    public static FeatureTable Table(int perGenre = 15, params string[] genres)
    {
        if (genres.Length == 0) genres = ["alpha", "beta", "gamma"];
        var (x, labels) = Clusters.Make(genres.Length, perGenre, FeatureKind.LogCov.Length(), spread: 0.3);
        return new FeatureTable(FeatureKind.LogCov, [.. x.Select((row, i) => new FeatureRow($"{genres[labels[i]]}.{i}", genres[labels[i]], row))]);
    }

    /// <summary>Trains a model and writes it to <paramref name="folder"/>.</summary>
    public static ModelCard Train(string folder, FeatureTable? table = null, Recipe? recipe = null)
    {
        var set = TrainingSet.Prepare(table ?? Table(), recipe ?? Recipe.Default, genres: null, dropDuplicates: false, "toy.csv", Hash);
        return GenreTrainer.Train(set, folder, name: null, "Synthetic.", measurements: []);
    }

    /// <summary>A window of music with these features.</summary>
    public static FeatureVector Window(double[] values, double rms = -20, double minEigenvalue = 1, double seconds = 30)
    {
        var kind = values.Length == FeatureKind.Classic.Length() ? FeatureKind.Classic : FeatureKind.LogCov;
        return new FeatureVector(kind.FrontEnd().Id, values, new SignalFacts(rms, minEigenvalue), seconds);
    }
}
