using GenreQueue.Analysis.Decoding;
using GenreQueue.Api.Limits;
using GenreQueue.Api.OpenApi;
using GenreQueue.Api.Problems;
using GenreQueue.Api.Store;
using GenreQueue.Contracts;
using GenreQueue.Hosting.Libraries;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace GenreQueue.Api.Jobs;

public static class JobsApi
{
    private const int DefaultPageSize = 50;
    private const int MaxPageSize = 200;

    public static IServiceCollection AddJobs(this IServiceCollection services)
    {
        services.AddSingleton<JobEvents>();
        services.AddSingleton<JobWaiters>();
        services.AddSingleton<LongPoll>();
        services.AddSingleton<ICallbackOutbox, WebhookOutbox>();
        services.AddSingleton<ResultCache>();
        services.AddSingleton<JobSubmitter>();
        services.AddSingleton<SubmitRequestReader>();
        services.AddSingleton<IdempotencyKeys>();
        services.AddSingleton<SubmitHandler>();
        return services;
    }

    public static void MapJobs(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/v1/jobs").WithTags("Jobs");
        group.MapPost("/", Submit).WithName("SubmitJobs").TakesUploads().DisableAntiforgery()
            .Produces<JobResponse>(StatusCodes.Status202Accepted).Produces<JobResponse>(StatusCodes.Status200OK)
            .ProducesProblems(400, 404, 408, 409, 413, 415, 422, 503, 507)
            .WithSubmitOptions().WithExample(202, JobExamples.Queued).WithExample(200, JobExamples.Succeeded with { Cached = true })
            .WithSummary("Upload tracks for classification")
            .WithDescription("Send multipart/form-data with one or more files, or a single file as the body with an audio/* content type and its name as fileName. "
                + "Options are query parameters, or form fields that precede the files. One invalid file rejects the whole request. "
                + "Returns 202 if at least one job is pending, and 200 if all results were cached (same content, model and options). Several files return a list of jobs. "
                + "An Idempotency-Key makes the request safe to repeat; the reply is kept for 24 hours by default.");
        group.MapGet("/", List).WithName("ListJobs").ProducesProblems(400)
            .WithQuerySchema("state", Schemas.EnumOption<JobState>())
            .WithExample(200, new JobListResponse([JobExamples.Succeeded], "AZjA3noQfD6aay9NjhxbcA"))
            .WithSummary("List jobs").WithDescription("Newest first, one page at a time.");
        group.MapGet("/{id:guid}", Get).WithName("GetJob").Produces(StatusCodes.Status304NotModified).ProducesProblems(404)
            .WithHeader("Prefer", "wait=20", "Long poll: waits up to this many seconds, at most 60, for the job to end.")
            .WithHeader("If-None-Match", "\"3\"", "ETag of the last known version of the job; returns 304 if it has not changed.")
            .WithExample(200, JobExamples.Succeeded)
            .WithSummary("Get a job")
            .WithDescription("With Prefer: wait=N the response is sent when the job has ended (or, with If-None-Match, when it has changed), or after N seconds.");
        group.MapPost("/{id:guid}/cancel", Cancel).WithName("CancelJob").ProducesProblems(404, 409)
            .WithExample(200, JobExamples.Canceled)
            .WithSummary("Cancel a job").WithDescription("Idempotent. Returns 409 if the job has already succeeded or failed.");
        group.MapPost("/{id:guid}/retry", Retry).WithName("RetryJob").ProducesProblems(404, 409)
            .WithExample(202, JobExamples.Queued)
            .WithSummary("Retry a failed job").WithDescription("Possible while its upload is retained: see the setting Uploads:KeepFailedMinutes, which is 0 by default. A file of a library is analysed as it is then.");
        group.MapDelete("/{id:guid}", Delete).WithName("DeleteJob").ProducesProblems(404)
            .WithSummary("Delete a job").WithDescription("Deletes the job and its upload; a running job is abandoned.");
    }

    private static async Task<SubmitReply> Submit(HttpRequest request, SubmitHandler handler, CancellationToken cancellationToken) =>
        await handler.HandleAsync(request, cancellationToken);

    /// <param name="state">Only jobs in this state.</param>
    /// <param name="batch">Only jobs of this batch.</param>
    /// <param name="genre">Only jobs whose result is this genre.</param>
    /// <param name="pageSize">Jobs per page, 1 to 200; 50 by default.</param>
    /// <param name="pageToken">The <c>nextPageToken</c> of the previous page.</param>
    internal static async Task<Ok<JobListResponse>> List(
        JobDatabase database, string? state, Guid? batch, string? genre, int? pageSize, string? pageToken, CancellationToken cancellationToken)
    {
        var size = pageSize ?? DefaultPageSize;
        if (size is < 1 or > MaxPageSize)
            throw ApiException.InvalidOptions(new Dictionary<string, string[]> { ["pageSize"] = [$"The pageSize must be between 1 and {MaxPageSize}."] });
        await using var db = database.Open();
        var query = db.Jobs.AsQueryable();
        if (state is not null)
        {
            if (!EnumNames.TryParse<JobState>(state, out var asked))
                throw ApiException.InvalidOptions(new Dictionary<string, string[]> { ["state"] = [$"The state must be one of {EnumNames.All<JobState>()}."] });
            query = query.Where(j => j.State == asked);
        }
        if (batch is not null) query = query.Where(j => j.BatchId == batch);
        // PostgreSQL refuses text with a null character.
        if (genre?.Contains('\0') == true) return TypedResults.Ok(new JobListResponse([], null));
        if (genre is not null) query = query.Where(j => j.Genre == genre);
        if (pageToken is not null)
        {
            var after = PageToken.Parse(pageToken);
            query = query.Where(j => j.Id.CompareTo(after) < 0);
        }
        var page = await query.OrderByDescending(j => j.Id).Take(size + 1).ToListAsync(cancellationToken);
        var next = page.Count > size ? PageToken.After(page[size - 1].Id) : null;
        return TypedResults.Ok(new JobListResponse([.. page.Take(size).Select(j => j.ToResponse())], next));
    }

    /// <param name="id">Id of the job.</param>
    internal static async Task<Results<Ok<JobResponse>, StatusCodeHttpResult>> Get(
        Guid id, HttpContext http, JobStore jobs, LongPoll longPoll, CancellationToken cancellationToken)
    {
        var known = http.Request.Headers.IfNoneMatch.ToString();
        var wait = LongPoll.WaitOf(http.Request.Headers);
        var job = wait is { } seconds
            ? await longPoll.WaitAsync(id, seconds, j => known.Length > 0 && ETagOf(j) != known, cancellationToken)
            : await jobs.FindAsync(id, cancellationToken);
        if (job is null) throw ApiException.JobNotFound();
        var headers = http.Response.Headers;
        headers.ETag = ETagOf(job);
        headers.CacheControl = "private, no-cache";
        if (wait is not null) headers["Preference-Applied"] = $"wait={wait}";
        if (!job.HasEnded) headers.RetryAfter = "1";
        return ETagOf(job) == known ? TypedResults.StatusCode(StatusCodes.Status304NotModified) : TypedResults.Ok(job.ToResponse());
    }

    /// <param name="id">Id of the job.</param>
    internal static async Task<Ok<JobResponse>> Cancel(
        Guid id, JobStore jobs, JobEvents events, ILogger<JobStore> logger, CancellationToken cancellationToken)
    {
        var (outcome, change) = await jobs.CancelAsync(id, cancellationToken);
        if (change is not null)
        {
            events.Changed([change]);
            logger.LogInformation("Canceled job {JobId}", id);
        }
        if (outcome == ChangeOutcome.Refused)
            throw new ApiException(409, ProblemCodes.JobEnded, "The job has already succeeded or failed.");
        return TypedResults.Ok(await FindAsync(jobs, id, cancellationToken));
    }

    /// <param name="id">Id of the job.</param>
    internal static async Task<Accepted<JobResponse>> Retry(
        Guid id, JobStore jobs, LibraryRoots libraries, JobEvents events, ILogger<JobStore> logger, CancellationToken cancellationToken)
    {
        var file = await jobs.FindAsync(id, cancellationToken) is { Library: { } library, Path: { } path } ? FindFile(libraries, library, path) : null;
        var (outcome, job) = await jobs.RetryAsync(id, file, cancellationToken);
        if (job is null)
        {
            var seen = await FindAsync(jobs, id, cancellationToken);
            throw outcome == ChangeOutcome.Refused && seen.State == JobState.Failed
                ? new ApiException(409, ErrorCodes.UploadGone, "The upload of this job has been deleted; post the file again.")
                : new ApiException(409, ProblemCodes.JobNotFailed, "Only a failed job can be retried.");
        }
        events.Queued(job);
        events.Changed([new JobChanged(job.Id, job.BatchId, job.State, job.Sequence)]);
        logger.LogInformation("Queued failed job {JobId} again", id);
        return TypedResults.Accepted(JobMapping.PathOf(id), job.ToResponse());
    }

    /// <param name="id">Id of the job.</param>
    internal static async Task<NoContent> Delete(Guid id, JobStore jobs, ILogger<JobStore> logger, CancellationToken cancellationToken)
    {
        if (!await jobs.DeleteAsync(id, cancellationToken)) throw ApiException.JobNotFound();
        logger.LogInformation("Deleted job {JobId}", id);
        return TypedResults.NoContent();
    }

    // A file that cannot be found fails the job again, with the reason.
    private static LibraryFile? FindFile(LibraryRoots libraries, string name, string path)
    {
        try
        {
            return libraries.TryGet(name, out var library) ? library.Find(path, library.Resolve(path)) : null;
        }
        catch (Exception exception) when (exception is AudioException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static async Task<JobResponse> FindAsync(JobStore jobs, Guid id, CancellationToken cancellationToken) =>
        (await jobs.FindAsync(id, cancellationToken) ?? throw ApiException.JobNotFound()).ToResponse();

    private static string ETagOf(Job job) => $"\"{job.Sequence}\"";
}
