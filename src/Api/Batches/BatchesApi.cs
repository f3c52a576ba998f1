using GenreQueue.Api.Jobs;
using GenreQueue.Api.OpenApi;
using GenreQueue.Api.Problems;
using GenreQueue.Api.Store;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace GenreQueue.Api.Batches;

public static class BatchesApi
{
    private const int MaxName = 200;

    public static IServiceCollection AddBatches(this IServiceCollection services)
    {
        services.AddSingleton<BatchCounts>();
        services.AddSingleton<BatchResults>();
        return services;
    }

    public static void MapBatches(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/v1/batches").WithTags("Batches");
        group.MapPost("/", Create).WithName("CreateBatch").ProducesProblems(400, 415).WithExample(201, BatchExamples.Empty)
            .WithSummary("Create a batch").WithDescription("Jobs are added by submitting them with the batch's id.");
        group.MapGet("/{id:guid}", Get).WithName("GetBatch").ProducesProblems(404).WithExample(200, BatchExamples.Busy)
            .WithSummary("Get a batch").WithDescription("Returns the number of jobs by state and genre, the current rate and the estimated time to completion.");
        group.MapGet("/{id:guid}/results", Results).WithName("GetBatchResults").ProducesProblems(404, 406)
            .Produces<IReadOnlyList<JobResponse>>(200, "application/json", "application/jsonl", "text/csv")
            .WithExample(200, new[] { JobExamples.Succeeded })
            .WithSummary("Download the results of a batch")
            .WithDescription("Streams the jobs that have ended in the order of their submission: as a JSON array, JSON Lines (application/jsonl or application/x-ndjson) or CSV (text/csv), depending on the Accept header.");
        group.MapPost("/{id:guid}/cancel", Cancel).WithName("CancelBatch").ProducesProblems(404)
            .WithExample(200, BatchExamples.Busy)
            .WithSummary("Cancel a batch").WithDescription("Cancels all pending jobs of the batch. Jobs that are added later run normally.");
    }

    /// <param name="body">Name of the batch; optional.</param>
    internal static async Task<Created<BatchResponse>> Create(
        JobDatabase database, BatchCounts counts, TimeProvider time, CancellationToken cancellationToken, CreateBatchRequest? body = null)
    {
        var name = body?.Name?.Trim();
        if (name?.Length > MaxName || name?.Any(char.IsControl) == true)
            throw ApiException.InvalidOptions(new Dictionary<string, string[]> { ["name"] = [$"The name must have at most {MaxName} characters and no control characters."] });
        var batch = new Batch { Name = string.IsNullOrEmpty(name) ? null : name, CreatedAt = time.GetUtcNow() };
        await database.WriteAsync(async db =>
        {
            db.Batches.Add(batch);
            return await db.SaveChangesAsync(cancellationToken);
        }, cancellationToken);
        return TypedResults.Created($"/api/v1/batches/{batch.Id}", await counts.CountAsync(batch.Id, cancellationToken));
    }

    /// <param name="id">Id of the batch.</param>
    internal static async Task<Ok<BatchResponse>> Get(Guid id, BatchCounts counts, CancellationToken cancellationToken) =>
        TypedResults.Ok(await counts.CountAsync(id, cancellationToken) ?? throw ApiException.BatchNotFound());

    /// <param name="id">Id of the batch.</param>
    internal static async Task Results(Guid id, HttpContext http, JobDatabase database, BatchResults results, CancellationToken cancellationToken)
    {
        await RequireAsync(database, id, cancellationToken);
        await results.WriteAsync(id, http, cancellationToken);
    }

    /// <param name="id">Id of the batch.</param>
    internal static async Task<Ok<BatchResponse>> Cancel(
        Guid id, JobDatabase database, JobStore jobs, JobEvents events, BatchCounts counts, ILogger<BatchCounts> logger, CancellationToken cancellationToken)
    {
        await RequireAsync(database, id, cancellationToken);
        var changed = await jobs.CancelBatchAsync(id, cancellationToken);
        events.Changed(changed);
        logger.LogInformation("Canceled {Count} jobs of batch {BatchId}", changed.Count, id);
        return TypedResults.Ok(await counts.CountAsync(id, cancellationToken) ?? throw ApiException.BatchNotFound());
    }

    private static async Task RequireAsync(JobDatabase database, Guid id, CancellationToken cancellationToken)
    {
        await using var db = database.Open();
        if (!await db.Batches.AnyAsync(b => b.Id == id, cancellationToken)) throw ApiException.BatchNotFound();
    }
}
