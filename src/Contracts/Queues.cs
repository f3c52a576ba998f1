namespace GenreQueue.Contracts;

/// <summary>Names of the queues that workers consume.</summary>
public static class Queues
{
    /// <summary>Uploads that somebody waits for.</summary>
    public const string Classify = "classify";

    /// <summary>Tracks of a bulk run, which never delay <see cref="Classify"/>.</summary>
    public const string ClassifyBulk = "classify-bulk";
}
