using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using System.Reflection;
using System.Text.Json;
using GenreQueue.Api.Jobs;
using GenreQueue.Api.Problems;
using GenreQueue.Contracts;
using GenreQueue.EndToEnd.Tests.Services;

namespace GenreQueue.EndToEnd.Tests.Corpus;

/// <summary>Uploads bad files, many at a time, and records how each ends: with a result, or with which code.</summary>
internal sealed class CorpusRun(ApiProgram api)
{
    private const int Concurrency = 16;
    private static readonly TimeSpan WaitLimit = TimeSpan.FromMinutes(3);
    private static readonly HashSet<string> KnownCodes = [.. Constants(typeof(ErrorCodes)), .. Constants(typeof(ProblemCodes))];

    // A file must not be blamed on the service, nor the service on a file.
    private static readonly string[] Forbidden = [ErrorCodes.InternalError, ErrorCodes.WorkerCrashed, ErrorCodes.JobTimeout, ErrorCodes.UploadGone, ProblemCodes.Unavailable];

    private readonly ConcurrentQueue<string> _failures = new();
    private readonly ConcurrentDictionary<string, int> _codes = new();
    private readonly Slowest _slowest = new();

    /// <summary>What went wrong, one line per file.</summary>
    public IReadOnlyCollection<string> Failures => _failures;

    /// <summary>Number of files by code; those with a result count as <c>result</c>.</summary>
    public string Codes => string.Join(", ", _codes.OrderByDescending(entry => entry.Value).Select(entry => $"{entry.Key} {entry.Value}"));

    /// <summary>The file whose job ran longest. The worker ends a job at its time limit, whose code is an error here.</summary>
    public string Longest => $"{_slowest.What} {_slowest.Time.TotalSeconds:0.0} s";

    public Task PostAsync(IEnumerable<BadFile> files, CancellationToken cancellationToken) =>
        Parallel.ForEachAsync(files, new ParallelOptions { MaxDegreeOfParallelism = Concurrency, CancellationToken = cancellationToken }, async (file, token) =>
        {
            var code = await EndAsync(file, token);
            _codes.AddOrUpdate(code, 1, (_, count) => count + 1);
            if (code != "result" && (!KnownCodes.Contains(code) || Forbidden.Contains(code))) _failures.Enqueue($"{file.What}: {code}");
        });

    private async Task<string> EndAsync(BadFile file, CancellationToken cancellationToken)
    {
        while (true)
        {
            using var body = new ByteArrayContent(file.Content);
            body.Headers.TryAddWithoutValidation("Content-Type", "application/octet-stream");
            using var response = await api.Client.PostAsync($"/api/v1/jobs?window={file.Window}&fileName={Escape(file.Name)}", body, cancellationToken);
            if (response.StatusCode == HttpStatusCode.TooManyRequests)
            {
                await Task.Delay(response.Headers.RetryAfter?.Delta ?? TimeSpan.FromSeconds(1), cancellationToken);
                continue;
            }
            if (!response.IsSuccessStatusCode)
            {
                var problem = await response.Content.ReadFromJsonAsync<JsonElement>(cancellationToken);
                return problem.GetProperty("code").GetString()!;
            }
            var job = (await response.Content.ReadFromJsonAsync<JobResponse>(cancellationToken))!;
            var ended = await api.WaitForEndAsync(job.Id, WaitLimit, cancellationToken);
            lock (_slowest)
            {
                if (ended.FinishedAt - ended.StartedAt is { } time && time > _slowest.Time) (_slowest.Time, _slowest.What) = (time, file.What);
            }
            if (ended.FileName.Any(char.IsControl) || ended.FileName.Length > 255) _failures.Enqueue($"{file.What}: the name became {ended.FileName}");
            return ended.State == JobState.Succeeded ? "result" : ended.Error!.Code;
        }
    }

    // A lone surrogate cannot be escaped as UTF-8, but a client can send its bytes.
    private static string Escape(string name) => Uri.EscapeDataString(name.Replace("\uD800", "", StringComparison.Ordinal)) + (name.Contains('\uD800') ? "%ED%A0%80" : "");

    private static IEnumerable<string> Constants(Type type) =>
        type.GetFields(BindingFlags.Public | BindingFlags.Static).Where(field => field.IsLiteral).Select(field => (string)field.GetRawConstantValue()!);

    private sealed class Slowest
    {
        public TimeSpan Time { get; set; }

        public string What { get; set; } = "";
    }
}
