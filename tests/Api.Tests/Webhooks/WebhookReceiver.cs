using System.Collections.Concurrent;
using GenreQueue.Hosting.Logging;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace GenreQueue.Api.Tests.Webhooks;

internal sealed record WebhookCall(string Path, string Id, long Timestamp, string Signature, string Body);

/// <summary>A server that records webhook calls and returns the given status codes.</summary>
internal sealed class WebhookReceiver : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly Queue<int> _answers;

    private WebhookReceiver(IEnumerable<int> answers)
    {
        this._answers = new Queue<int>(answers);
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        _app = builder.Build();
        _app.Run(TakeAsync);
    }

    public ConcurrentQueue<WebhookCall> Calls { get; } = [];

    public string Url => _app.Urls.Single();

    /// <param name="answers">Status codes of the first calls; all later ones get 204.</param>
    public static async Task<WebhookReceiver> StartAsync(params int[] answers)
    {
        var receiver = new WebhookReceiver(answers);
        await receiver._app.StartAsync(TestContext.Current.CancellationToken);
        return receiver;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task TakeAsync(HttpContext http)
    {
        using var reader = new StreamReader(http.Request.Body);
        var headers = http.Request.Headers;
        var body = await reader.ReadToEndAsync(http.RequestAborted);
        Calls.Enqueue(new WebhookCall(
            http.Request.Path, headers["webhook-id"].ToString(), long.Parse(headers["webhook-timestamp"].ToString(), null), headers["webhook-signature"].ToString(), body));
        int answer;
        lock (_answers) answer = _answers.Count > 0 ? _answers.Dequeue() : 204;
        http.Response.StatusCode = answer;
        if (answer is 301 or 307) http.Response.Headers.Location = "/elsewhere";
    }
}
