namespace GenreQueue.Contracts;

/// <summary>Names of the queues that workers consume.</summary>
public static class Queues
{
    /// <summary>Interactive uploads.</summary>
    public const string Classify = "classify";

    /// <summary>Tracks of bulk runs, kept apart so that they never delay <see cref="Classify"/>.</summary>
    public const string ClassifyBulk = "classify-bulk";

    /// <summary>Jobs that came back after a crash. A worker runs each of them alone, so that it is known which one it crashes on.</summary>
    public const string ClassifyAlone = "classify-alone";
}
