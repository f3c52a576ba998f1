namespace GenreQueue.Api.Jobs;

/// <summary>Body of a webhook call.</summary>
/// <param name="Type"><c>job.succeeded</c>, <c>job.failed</c> or <c>job.canceled</c>.</param>
/// <param name="Timestamp">When the job ended, UTC.</param>
/// <param name="Data">The job, as the REST API returns it.</param>
public sealed record WebhookPayload(string Type, DateTimeOffset Timestamp, JobResponse Data);
