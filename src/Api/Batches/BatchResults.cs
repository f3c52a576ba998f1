using System.Runtime.CompilerServices;
using System.Text.Json;
using GenreQueue.Api.Jobs;
using GenreQueue.Api.Problems;
using GenreQueue.Api.Store;
using GenreQueue.Contracts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Net.Http.Headers;

namespace GenreQueue.Api.Batches;

/// <summary>Writes the ended jobs of a batch as JSON, JSON Lines or CSV. Streams them, because a batch may contain a whole library.</summary>
public sealed class BatchResults(JobDatabase database)
{
    private const int PageSize = 500;
    private static readonly string[] LineTypes = ["application/jsonl", "application/x-ndjson", "application/x-jsonlines"];

    /// <exception cref="ApiException">None of the accepted formats is available.</exception>
    public async Task WriteAsync(Guid batchId, HttpContext http, CancellationToken cancellationToken)
    {
        var type = Choose(http.Request);
        http.Response.ContentType = type + "; charset=utf-8";
        http.Response.Headers.Vary = "Accept";
        if (type == "text/csv") await CsvResults.WriteAsync(http.Response.Body, ReadAsync(batchId, cancellationToken), cancellationToken);
        else if (type == "application/json")
            await JsonSerializer.SerializeAsync(http.Response.Body, ReadAsync(batchId, cancellationToken), JsonSerializerOptions.Web, cancellationToken);
        else await WriteLinesAsync(batchId, http.Response, cancellationToken);
    }

    private static string Choose(HttpRequest request)
    {
        if (!MediaTypeHeaderValue.TryParseList(request.Headers.Accept, out var accepted) || accepted.Count == 0) return "application/json";
        foreach (var range in accepted.Where(r => r.Quality is not 0).OrderByDescending(r => r.Quality ?? 1))
        {
            if (range.MatchesMediaType("application/json")) return "application/json";
            if (range.MatchesMediaType("text/csv")) return "text/csv";
            if (LineTypes.FirstOrDefault(t => range.MatchesMediaType(t)) is { } lines) return lines;
        }
        throw new ApiException(406, ProblemCodes.NotAcceptable, $"Available formats: application/json, text/csv, {string.Join(", ", LineTypes)}.");
    }

    private async Task WriteLinesAsync(Guid batchId, HttpResponse response, CancellationToken cancellationToken)
    {
        await foreach (var job in ReadAsync(batchId, cancellationToken))
        {
            await JsonSerializer.SerializeAsync(response.Body, job, JsonSerializerOptions.Web, cancellationToken);
            await response.Body.WriteAsync("\n"u8.ToArray(), cancellationToken);
        }
    }

    /// <summary>Reads page by page, so that a slow client keeps no database cursor open.</summary>
    private async IAsyncEnumerable<JobResponse> ReadAsync(Guid batchId, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var after = Guid.Empty;
        while (true)
        {
            List<Job> page;
            await using (var db = database.Open())
            {
                page = await db.Jobs
                    .Where(j => j.BatchId == batchId && j.Id.CompareTo(after) > 0 && j.State != JobState.Queued && j.State != JobState.Running)
                    .OrderBy(j => j.Id).Take(PageSize).ToListAsync(cancellationToken);
            }
            foreach (var job in page) yield return job.ToResponse();
            if (page.Count < PageSize) yield break;
            after = page[^1].Id;
        }
    }
}
