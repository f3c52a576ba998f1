namespace GenreQueue.Training.Datasets;

/// <summary>Progress of an extraction.</summary>
/// <param name="Total">Number of requested tracks.</param>
/// <param name="AlreadyThere">Tracks that were in the table before.</param>
/// <param name="Extracted">Tracks that were added to the table.</param>
/// <param name="Failed">Tracks that could not be added.</param>
/// <param name="Elapsed">Time since the start.</param>
public sealed record FeatureExtractionProgress(int Total, int AlreadyThere, int Extracted, int Failed, TimeSpan Elapsed)
{
    /// <summary>Number of finished tracks.</summary>
    public int Done => AlreadyThere + Extracted + Failed;

    /// <summary>Tracks per second in this run; 0 before the first.</summary>
    public double Rate => Elapsed > TimeSpan.Zero ? (Extracted + Failed) / Elapsed.TotalSeconds : 0;

    /// <summary>Estimated time for the remaining tracks; null before the first.</summary>
    public TimeSpan? Remaining => Rate > 0 ? TimeSpan.FromSeconds((Total - Done) / Rate) : null;
}

/// <summary>Result of an extraction.</summary>
/// <param name="AlreadyThere">Tracks that were in the table before.</param>
/// <param name="Extracted">Tracks that were added to the table.</param>
/// <param name="Failures">Tracks that could not be added, in the order of the request. A later run tries them again.</param>
public sealed record FeatureExtractionReport(int AlreadyThere, int Extracted, IReadOnlyList<FeatureExtractionFailure> Failures);

/// <param name="Track">Name of the track.</param>
/// <param name="Code">One of <see cref="Contracts.ErrorCodes"/>.</param>
/// <param name="Message">The reason.</param>
public sealed record FeatureExtractionFailure(string Track, string Code, string Message);
