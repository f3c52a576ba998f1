using GenreQueue.Training.Datasets;

namespace GenreQueue.Cli.Datasets;

/// <summary>The features of tracks of known genre.</summary>
/// <param name="Source">Name of the file or folder they come from.</param>
/// <param name="Table">The tracks.</param>
/// <param name="DuplicatesDropped">Number of duplicates dropped over all genres; null when duplicates were kept.</param>
/// <param name="Failed">Number of files of a data set that could not be analysed.</param>
internal sealed record LabelledTracks(string Source, FeatureTable Table, int? DuplicatesDropped, int Failed);
