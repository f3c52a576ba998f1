using GenreQueue.Analysis.FrontEnds.Mfcc;
using GenreQueue.Training.Datasets;

namespace GenreQueue.Cli.Tests;

/// <summary>A small table in which blues, jazz and rock are separable and waltz is indistinguishable from jazz.</summary>
internal static class ToyTable
{
    public static void Save(string csv, int tracksPerGenre = 20, FeatureKind kind = FeatureKind.LogCov)
    {
        var random = new Random(1);
        (string Genre, int Place)[] genres = [("blues", 0), ("jazz", 1), ("rock", 2), ("waltz", 1)];
        var rows = from genre in genres
                   from track in Enumerable.Range(0, tracksPerGenre)
                   select new FeatureRow($"{genre.Genre}.{track:00}", genre.Genre, Values(genre.Place));
        new FeatureTable(kind, [.. rows]).Save(csv);

        double[] Values(int place) => [.. Enumerable.Range(0, kind.Length()).Select(i => random.NextDouble() + (i % 3 == place ? 2 : 0))];
    }
}
