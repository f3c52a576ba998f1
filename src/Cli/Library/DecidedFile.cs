using GenreQueue.Contracts;
using GenreQueue.Library.Plans;

namespace GenreQueue.Cli.Library;

/// <summary>A file about which a run has decided.</summary>
/// <param name="Path">Absolute path.</param>
/// <param name="Entry">What happens to it; after it was written, what happened.</param>
/// <param name="Answer">What the model said; null if it was not asked or the file failed.</param>
internal sealed record DecidedFile(string Path, PlanEntry Entry, ClassificationResult? Answer);
