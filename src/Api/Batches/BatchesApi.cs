using GenreQueue.Api.Jobs;
using GenreQueue.Api.OpenApi;
using GenreQueue.Api.Problems;
using GenreQueue.Api.Store;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace GenreQueue.Api.Batches;

public static class BatchesApi
{
    public static IServiceCollection AddBatches(this IServiceCollection services)
    {
        services.AddSingleton<BatchCounts>();
        services.AddSingleton<BatchResults>();
        services.AddSingleton<BatchCreator>();
        services.AddSingleton<EndedJobs>();
        return services;
    }

    public static void MapBatches(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/v1/batches").WithTags("Batches");
        group.MapPost("/", Create).WithName("CreateBatch").ProducesProblems(400, 404, 415).WithExample(201, BatchExamples.Walking)
            .WithSummary("Create a batch")
            .WithDescription("Jobs are added by submitting them with the batch's id. With a library, the service adds a job for each file below the path itself: see walk for its progress.");
        group.MapGet("/{id:guid}", Get).WithName("GetBatch").ProducesProblems(404).WithExample(200, BatchExamples.Busy)
            .WithSummary("Get a batch").WithDescription("Returns the number of jobs by state and genre, the current rate and the estimated time to completion.");
        group.MapGet("/{id:guid}/results", Results).WithName("GetBatchResults").ProducesProblems(404, 406)
            .Produces<IReadOnlyList<JobResponse>>(200, "application/json", "application/jsonl", "text/csv")
            .WithExample(200, new[] { JobExamples.Succeeded })
            .WithSummary("Download the results of a batch")
            .WithDescription("Streams the jobs that have ended in the order of their submission: as a JSON array, JSON Lines (application/jsonl or application/x-ndjson) or CSV (text/csv), depending on the Accept header.");
        group.MapGet("/{id:guid}/ended", Ended).WithName("ListEndedJobs").ProducesProblems(400, 404)
            .WithHeader("Prefer", "wait=20", "Long poll: if no job has ended since the cursor, waits up to this many seconds, at most 60, for one.")
            .WithExample(200, new EndedJobsResponse([JobExamples.Succeeded], EndCursor.Start.ToString(), Complete: false))
            .WithSummary("Page through the ended jobs of a batch")
            .WithDescription("Returns the jobs in the order of their ends. Pass the cursor of each page as after of the next one to get every job once, shortly after it has ended; one that is retried ends again.");
        group.MapPost("/{id:guid}/cancel", Cancel).WithName("CancelBatch").ProducesProblems(404)
            .WithExample(200, BatchExamples.Busy)
            .WithSummary("Cancel a batch").WithDescription("Cancels all pending jobs of the batch, and the search for files of a library. Jobs that are uploaded later run normally.");
    }

    /// <param name="body">Name of the batch and files of a library; optional.</param>
    internal static async Task<Created<BatchResponse>> Create(
        BatchCreator creator, BatchCounts counts, CancellationToken cancellationToken, CreateBatchRequest? body = null)
    {
        var id = await creator.CreateAsync(body ?? new CreateBatchRequest(null), cancellationToken);
        return TypedResults.Created($"/api/v1/batches/{id}", await counts.CountAsync(id, cancellationToken));
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
    /// <param name="after">The <c>cursor</c> of the previous page; without it, the first page.</param>
    /// <param name="pageSize">Jobs per page, 1 to 500; 200 by default.</param>
    internal static async Task<Ok<EndedJobsResponse>> Ended(
        Guid id, HttpContext http, JobDatabase database, EndedJobs ended, string? after, int? pageSize, CancellationToken cancellationToken)
    {
        var size = pageSize ?? EndedJobs.DefaultPageSize;
        if (size is < 1 or > EndedJobs.MaxPageSize)
            throw ApiException.InvalidOptions(new Dictionary<string, string[]> { ["pageSize"] = [$"The pageSize must be between 1 and {EndedJobs.MaxPageSize}."] });
        var cursor = after is null ? EndCursor.Start : EndCursor.Parse(after);
        await RequireAsync(database, id, cancellationToken);
        var wait = LongPoll.WaitOf(http.Request.Headers);
        if (wait is not null) http.Response.Headers["Preference-Applied"] = $"wait={wait}";
        return TypedResults.Ok(await ended.ReadAsync(id, cursor, size, wait ?? 0, cancellationToken));
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
