namespace GenreQueue.Api.Store;

/// <summary>Creates the call that is owed to the callback address of an ended job.</summary>
public interface ICallbackOutbox
{
    /// <summary>Adds the call to <paramref name="db"/>. The store saves it in the transaction that ends the job.</summary>
    /// <param name="db">A context with an open transaction.</param>
    /// <param name="job">An ended job with a callback address.</param>
    void Add(JobDbContext db, Job job);
}
