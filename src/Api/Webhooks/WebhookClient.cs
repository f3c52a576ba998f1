using System.Net;
using System.Text;
using GenreQueue.Api.Store;
using GenreQueue.Hosting.Logging;
using Microsoft.Extensions.Options;
using StandardWebhooks;

namespace GenreQueue.Api.Webhooks;

/// <summary>Error of a webhook call.</summary>
/// <param name="Reason">Description of the error.</param>
/// <param name="IsFinal">The receiver asked for no further attempts.</param>
internal sealed record CallError(string Reason, bool IsFinal);

/// <summary>Makes signed webhook calls to addresses that the <see cref="CallbackGuard"/> allows.</summary>
internal sealed class WebhookClient : IDisposable
{
    private const int MaxReason = 300;
    private readonly HttpClient _http;
    private readonly StandardWebhook? _signer;
    private readonly TimeProvider _time;

    public WebhookClient(CallbackGuard guard, IOptions<WebhookOptions> options, TimeProvider time)
    {
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,   // a redirect would bypass the guard
            UseProxy = false,            // a proxy would open the connection itself and bypass the guard
            UseCookies = false,
            ConnectCallback = guard.ConnectAsync,
            ConnectTimeout = TimeSpan.FromSeconds(10),
            PooledConnectionIdleTimeout = TimeSpan.FromSeconds(30),
        };
        _http = new HttpClient(handler) { Timeout = TimeSpan.FromSeconds(options.Value.TimeoutSeconds) };
        _http.DefaultRequestHeaders.UserAgent.ParseAdd($"GenreQueue/{typeof(WebhookClient).Assembly.GetName().Version?.ToString(3)}");
        _signer = WebhookSecret.KeyOf(options.Value.Secret) is { } key ? new StandardWebhook(key) : null;
        _time = time;
    }

    public TimeSpan Timeout => _http.Timeout;

    /// <returns>Null if the receiver accepted the call.</returns>
    public async Task<CallError?> CallAsync(WebhookDelivery delivery, CancellationToken cancellationToken)
    {
        if (_signer is null) throw new InvalidOperationException("Webhooks:Secret is not set.");
        var id = $"msg_{delivery.Id:N}";
        var now = _time.GetUtcNow();
        using var request = new HttpRequestMessage(HttpMethod.Post, delivery.Url);
        request.Content = new StringContent(delivery.Payload, Encoding.UTF8, "application/json");
        request.Headers.Add("webhook-id", id);
        request.Headers.Add("webhook-timestamp", $"{now.ToUnixTimeSeconds()}");
        request.Headers.Add("webhook-signature", _signer.Sign(id, now, delivery.Payload));
        try
        {
            using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            return response.IsSuccessStatusCode
                ? null
                : new CallError($"status {(int)response.StatusCode}", IsFinal: response.StatusCode == HttpStatusCode.Gone);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            return new CallError(ClientText.Quote(exception.Message, MaxReason), IsFinal: false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new CallError("timeout", IsFinal: false);
        }
    }

    public void Dispose() => _http.Dispose();
}
