using System.Net;
using System.Text;
using GenreQueue.Analysis.Decoding;
using GenreQueue.Analysis.FrontEnds;
using GenreQueue.Api.Store;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace GenreQueue.Api.Webhooks;

/// <summary>Makes the webhook calls that are owed, with back-off, at least once each. Several instances share the work.</summary>
public sealed class WebhookSender : BackgroundService
{
    private const int Parallel = 16;
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);

    private readonly JobDatabase _database;
    private readonly WebhookOptions _options;
    private readonly TimeProvider _clock;
    private readonly ILogger<WebhookSender> _logger;
    private readonly HttpClient _http;

    public WebhookSender(JobDatabase database, CallbackGuard guard, IOptions<WebhookOptions> options, TimeProvider time, ILogger<WebhookSender> logger)
    {
        this._database = database;
        this._options = options.Value;
        this._clock = time;
        this._logger = logger;
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,   // a redirect would lead round the guard's promise to the sender's own address
            UseProxy = false,            // a proxy would connect in our place, unguarded
            UseCookies = false,
            ConnectCallback = guard.ConnectAsync,
            ConnectTimeout = TimeSpan.FromSeconds(10),
            PooledConnectionIdleTimeout = TimeSpan.FromSeconds(30),
        };
        _http = new HttpClient(handler) { Timeout = TimeSpan.FromSeconds(this._options.TimeoutSeconds) };
        _http.DefaultRequestHeaders.UserAgent.ParseAdd($"GenreQueue/{typeof(WebhookSender).Assembly.GetName().Version?.ToString(3)}");
    }

    public override void Dispose()
    {
        _http.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!_options.IsOn) return;
        using var timer = new PeriodicTimer(Look, _clock);
        do
        {
            try
            {
                while (await SendDueAsync(stoppingToken) == Parallel)
                {
                }
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                _logger.LogWarning(exception, "Webhook calls could not be read or marked; they will be tried again");
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task<int> SendDueAsync(CancellationToken cancellationToken)
    {
        var due = await ClaimAsync(cancellationToken);
        await Task.WhenAll(due.Select(delivery => SendAsync(delivery, cancellationToken)));
        return due.Count;
    }

    /// <summary>Takes due calls and keeps other instances away from them until they have surely ended here.</summary>
    private async Task<List<WebhookDelivery>> ClaimAsync(CancellationToken cancellationToken)
    {
        var now = _clock.GetUtcNow();
        List<WebhookDelivery> due;
        await using (var db = _database.Open())
        {
            due = await db.WebhookDeliveries.Where(d => d.NextAttemptAt <= now).OrderBy(d => d.NextAttemptAt).Take(Parallel).ToListAsync(cancellationToken);
        }
        if (due.Count == 0) return due;
        var until = now + _http.Timeout + TimeSpan.FromSeconds(30);
        return await _database.WriteAsync(async db =>
        {
            var claimed = new List<WebhookDelivery>();
            foreach (var delivery in due)
            {
                var won = await db.WebhookDeliveries.Where(d => d.Id == delivery.Id && d.NextAttemptAt == delivery.NextAttemptAt)
                    .ExecuteUpdateAsync(set => set.SetProperty(d => d.NextAttemptAt, until).SetProperty(d => d.Attempts, d => d.Attempts + 1), cancellationToken);
                if (won == 1) claimed.Add(delivery);
            }
            return claimed;
        }, cancellationToken);
    }

    private async Task SendAsync(WebhookDelivery delivery, CancellationToken cancellationToken)
    {
        var error = await CallAsync(delivery, cancellationToken);
        var now = _clock.GetUtcNow();
        var attempts = delivery.Attempts + 1;
        DateTimeOffset? next = error is null or { GiveUp: true } || attempts > _options.RetryPauses.Length
            ? null
            : now + _options.RetryPauses[attempts - 1] * (1 + 0.1 * Random.Shared.NextDouble());
        await _database.WriteAsync(db => db.WebhookDeliveries.Where(d => d.Id == delivery.Id).ExecuteUpdateAsync(set => set
            .SetProperty(d => d.NextAttemptAt, next)
            .SetProperty(d => d.DeliveredAt, error is null ? now : null)
            .SetProperty(d => d.LastError, error == null ? null : error.Reason), cancellationToken), cancellationToken);
        if (error is null) _logger.LogInformation("Called the webhook of job {JobId}", delivery.JobId);
        else _logger.LogWarning("The webhook of job {JobId} failed at try {Attempt}: {Reason}; next at {NextAttemptAt}", delivery.JobId, attempts, error.Reason, next);
    }

    private async Task<CallError?> CallAsync(WebhookDelivery delivery, CancellationToken cancellationToken)
    {
        var id = $"msg_{delivery.Id:N}";
        var timestamp = _clock.GetUtcNow().ToUnixTimeSeconds();
        using var request = new HttpRequestMessage(HttpMethod.Post, delivery.Url);
        request.Content = new StringContent(delivery.Payload, Encoding.UTF8, "application/json");
        request.Headers.Add("webhook-id", id);
        request.Headers.Add("webhook-timestamp", $"{timestamp}");
        request.Headers.Add("webhook-signature", WebhookSignature.Sign(_options.Secret, id, timestamp, delivery.Payload));
        try
        {
            using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            return response.IsSuccessStatusCode
                ? null
                : new CallError($"status {(int)response.StatusCode}", GiveUp: response.StatusCode == HttpStatusCode.Gone);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return new CallError(exception is OperationCanceledException ? "timeout" : exception.Message, GiveUp: false);
        }
    }

    /// <param name="Reason">What went wrong.</param>
    /// <param name="GiveUp">The receiver asked for no more.</param>
    private sealed record CallError(string Reason, bool GiveUp);
}
