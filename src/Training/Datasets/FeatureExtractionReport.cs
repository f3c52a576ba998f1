using GenreQueue.Contracts;

namespace GenreQueue.Training.Datasets;

/// <summary>How a run stands.</summary>
/// <param name="Total">Tracks that were asked for.</param>
/// <param name="AlreadyThere">Tracks that the table held before.</param>
/// <param name="Extracted">Tracks that were added to it.</param>
/// <param name="Failed">Tracks that could not be.</param>
/// <param name="Elapsed">Time since the run began.</param>
public sealed record FeatureExtractionProgress(int Total, int AlreadyThere, int Extracted, int Failed, TimeSpan Elapsed)
{
    /// <summary>Tracks that need nothing more.</summary>
    public int Done => AlreadyThere + Extracted + Failed;

    /// <summary>Tracks a second in this run; 0 before the first.</summary>
    public double Rate => Elapsed > TimeSpan.Zero ? (Extracted + Failed) / Elapsed.TotalSeconds : 0;

    /// <summary>Time that the rest will take at that rate; null before the first.</summary>
    public TimeSpan? Remaining => Rate > 0 ? TimeSpan.FromSeconds((Total - Done) / Rate) : null;
}

/// <summary>What became of the tracks of a run.</summary>
/// <param name="AlreadyThere">Tracks that the table held before.</param>
/// <param name="Extracted">Tracks that were added to it.</param>
/// <param name="Failures">Tracks that were left out, in the order they were asked for. A later run tries them again.</param>
public sealed record FeatureExtractionReport(int AlreadyThere, int Extracted, IReadOnlyList<FeatureExtractionFailure> Failures);

/// <param name="Track">Name of the track.</param>
/// <param name="Code">One of <see cref="Contracts.ErrorCodes"/>.</param>
/// <param name="Message">The reason in words.</param>
public sealed record FeatureExtractionFailure(string Track, string Code, string Message);
