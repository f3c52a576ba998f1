using System.Diagnostics;
using GenreQueue.EndToEnd.Tests.Services;

namespace GenreQueue.EndToEnd.Tests.Limits;

/// <summary>Text that a client sends before its first file costs neither memory nor log.</summary>
public sealed class FormFieldTests
{
    private const string Head = "POST /api/v1/jobs HTTP/1.1\r\nHost: localhost\r\nContent-Type: multipart/form-data; boundary=b\r\nContent-Length: 1500000000\r\n\r\n";
    private const int MaxAnswer = 1_500;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact(Timeout = 180_000)]
    public async Task Text_before_the_first_file_is_rejected_after_a_few_kilobytes()
    {
        await using var deployment = Deployment.Embedded();
        var api = await deployment.StartApiAsync(Cancellation);
        await PostAsync(api, [Field("model", "gtzan-10"), Field("nosuch", "")]);
        var (before, log) = (PeakBytes(api), api.Process.Output.Length);
        var long4000 = new string('x', 4_000);

        // 400 MB of each kind.
        var answers = new[]
        {
            await PostAsync(api, Enumerable.Range(0, 100_000).Select(n => Field($"f{n}", long4000))),
            await PostAsync(api, Enumerable.Repeat(Field("model", long4000), 100_000)),
            await PostAsync(api, Enumerable.Repeat($"--b\r\n\r\n{long4000}\r\n", 100_000)),
            await PostAsync(api, Enumerable.Repeat(Field("model", "x"), 400_000)),
            await PostAsync(api, [$"--b\r\nContent-Disposition: form-data; name=\"{new string('n', 400_000)}\"\r\n\r\n\r\n"]),
            await PostAsync(api, Enumerable.Range(0, 10_000).Select(n => Field($"unknown{n}", "x"))),
            await PostAsync(api, [Field(new string('n', 4_000), "x"), "--b--\r\n"]),
        };

        Assert.All(answers, answer =>
        {
            Assert.StartsWith("HTTP/1.1 400 ", answer, StringComparison.Ordinal);
            Assert.InRange(answer.Length, 1, MaxAnswer);
        });
        Assert.Contains("unknown0", answers[5], StringComparison.Ordinal);
        Assert.InRange(api.Process.Output.Length - log, 0, answers.Length * MaxAnswer);
        TestContext.Current.SendDiagnosticMessage($"Peak memory grew by {(PeakBytes(api) - before) / 1_000_000} MB, the log by {api.Process.Output.Length - log} characters.");
        Assert.InRange(PeakBytes(api) - before, 0, 100_000_000);
    }

    [Fact(Timeout = 180_000)]
    public async Task Log_lines_and_answers_do_not_grow_with_the_input()
    {
        await using var deployment = Deployment.Embedded();
        var api = await deployment.StartApiAsync(Cancellation);
        var log = api.Process.Output.Length;
        var x = new string('x', 6_000);
        string[] requests =
        [
            Get($"/api/v1/models/{x}"), Get($"/{x}"), Get($"/api/v1/jobs?batch={x}"), Get($"/api/v1/jobs?state={x}"), Get($"/api/v1/jobs?pageToken={x}"),
            Post("/api/v1/jobs?" + string.Join('&', Enumerable.Range(0, 1_000).Select(n => $"o{n}")), "Content-Type: audio/wav\r\n"),
            Post($"/api/v1/jobs?model={x}", "Content-Type: audio/wav\r\n"),
            Post("/api/v1/jobs", $"Content-Type: audio/wav\r\nIdempotency-Key: {x}\r\n"),
            Post("/api/v1/jobs", $"Content-Type: {x}\r\n"),
            Post("/api/v1/uploads", $"Tus-Resumable: 1.0.0\r\nUpload-Length: 9\r\nUpload-Metadata: model {Convert.ToBase64String(new byte[4_500])}\r\n"),
            Post("/api/v1/uploads", $"Tus-Resumable: {x}\r\n"),
            $"{x} / HTTP/1.1\r\nHost: localhost\r\n\r\n",
        ];
        foreach (var request in requests)
        {
            using var connection = await RawConnection.OpenAsync(new Uri(api.Address).Port, null, Cancellation);
            var answer = await connection.SendUntilAnsweredAsync([request], Cancellation);
            Assert.StartsWith("HTTP/1.1 4", answer, StringComparison.Ordinal);
            Assert.InRange(answer.Length, 1, MaxAnswer);
        }
        Assert.InRange(api.Process.Output.Length - log, 0, requests.Length * MaxAnswer);
    }

    private static async Task<string> PostAsync(ApiProgram api, IEnumerable<string> body)
    {
        using var connection = await RawConnection.OpenAsync(new Uri(api.Address).Port, null, Cancellation);
        await connection.SendAsync(Head, Cancellation);
        return await connection.SendUntilAnsweredAsync(body.Chunk(16).Select(parts => string.Concat(parts)), Cancellation);
    }

    private static string Field(string name, string value) => $"--b\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n";

    private static string Get(string path) => $"GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n";

    private static string Post(string path, string headers) => $"POST {path} HTTP/1.1\r\nHost: localhost\r\n{headers}Content-Length: 0\r\n\r\n";

    private static long PeakBytes(ApiProgram api)
    {
        using var process = Process.GetProcessById(api.Process.Id);
        return process.PeakWorkingSet64;
    }
}
