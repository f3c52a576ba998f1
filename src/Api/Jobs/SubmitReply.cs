using System.Text;

namespace GenreQueue.Api.Jobs;

/// <summary>Reply to <c>POST /api/v1/jobs</c>, in the form in which it is kept for an idempotency key.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Location">Address of the job, if there is exactly one.</param>
/// <param name="Body">JSON.</param>
public sealed record SubmitReply(int Status, string? Location, string Body) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = Status;
        response.ContentType = "application/json; charset=utf-8";
        if (Location is not null) response.Headers.Location = Location;
        if (Status == StatusCodes.Status202Accepted) response.Headers.RetryAfter = "1";
        return response.WriteAsync(Body, Encoding.UTF8, httpContext.RequestAborted);
    }
}
