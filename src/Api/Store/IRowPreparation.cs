namespace GenreQueue.Api.Store;

/// <summary>Prepares rows after the migration of the schema, before anything else uses the database.</summary>
public interface IRowPreparation
{
    /// <summary>Runs again after a failure.</summary>
    Task PrepareAsync(CancellationToken cancellationToken);
}
