using GenreQueue.Api.Jobs;
using GenreQueue.Api.Libraries;
using GenreQueue.Api.Problems;
using GenreQueue.Api.Store;

namespace GenreQueue.Api.Batches;

/// <summary>Creates batches: empty ones for uploads, and those of the files of a library.</summary>
public sealed class BatchCreator(JobDatabase database, JobSubmitter submitter, LibraryPaths paths, TimeProvider time)
{
    private const int MaxName = 200;

    /// <exception cref="ApiException">The name, the library, its path or an option is invalid.</exception>
    public async Task<Guid> CreateAsync(CreateBatchRequest request, CancellationToken cancellationToken)
    {
        var name = request.Name?.Trim();
        if (name?.Length > MaxName || name?.Any(char.IsControl) == true)
            throw ApiException.InvalidOptions(new Dictionary<string, string[]> { ["name"] = [$"The name must have at most {MaxName} characters and no control characters."] });
        var batch = new Batch { Name = string.IsNullOrEmpty(name) ? null : name, CreatedAt = time.GetUtcNow() };
        var walk = await WalkOfAsync(request, batch.Id, cancellationToken);
        await database.WriteAsync(async db =>
        {
            db.Batches.Add(batch);
            if (walk is not null) db.Walks.Add(walk);
            return await db.SaveChangesAsync(cancellationToken);
        }, cancellationToken);
        return batch.Id;
    }

    private async Task<Walk?> WalkOfAsync(CreateBatchRequest request, Guid batchId, CancellationToken cancellationToken)
    {
        if (request.Library is not { } name)
        {
            return request with { Name = null } == new CreateBatchRequest(null)
                ? null
                : throw ApiException.InvalidOptions(new Dictionary<string, string[]> { ["library"] = ["The path and the options of jobs need a library. Give the options of uploads with each of them."] });
        }
        var defaults = new SubmitOptions();
        var options = new SubmitOptions(
            request.Model ?? defaults.Model, request.Window ?? defaults.Window, request.Labels ?? defaults.Labels, null, request.Priority ?? Priority.Bulk);
        await submitter.CheckAsync(options, cancellationToken);
        var (library, path) = paths.Check(name, request.Path ?? "");
        return new Walk
        {
            BatchId = batchId,
            Library = library,
            Path = path,
            Priority = options.Priority,
            Model = options.Model,
            Window = options.Window,
            Labels = options.Labels,
            DueAt = time.GetUtcNow(),
        };
    }
}
