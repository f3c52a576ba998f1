namespace GenreQueue.Api.Store;

/// <summary>Decides how long uploads are kept after their jobs have ended, and deletes them.</summary>
public interface IUploadRetention
{
    /// <summary>Whether the uploads of failed jobs are kept for a retry.</summary>
    bool KeepsFailed { get; }

    /// <summary>Deletes an upload that no job needs any longer. Called after the transaction has been committed.</summary>
    void Release(string key);
}

internal static class UploadRetentionExtensions
{
    /// <summary>Deletes the uploads that the changed jobs no longer hold.</summary>
    public static void ReleaseAll(this IUploadRetention uploads, IEnumerable<ChangedRow> changed)
    {
        foreach (var row in changed)
        {
            if (row is { UploadKey: { } key, UploadHeld: false }) uploads.Release(key);
        }
    }
}
