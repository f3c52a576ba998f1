using System.Net;
using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text.Json;
using GenreQueue.EndToEnd.Tests.Page;

namespace GenreQueue.EndToEnd.Tests.Access;

/// <summary>What a web page of somebody else can do through the browser of somebody who can reach the service.</summary>
public sealed class ForeignPageTests(ForeignPageTests.Api api) : IClassFixture<ForeignPageTests.Api>
{
    private const string Evil = "https://evil.example";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact(Timeout = 180_000)]
    public async Task It_cannot_change_anything()
    {
        var job = $"/api/v1/jobs/{Guid.NewGuid()}";
        Assert.Equal("origin_not_allowed", await CodeAsync(HttpMethod.Post, $"{job}/cancel", HttpStatusCode.Forbidden, ("Origin", Evil)));
        Assert.Equal("origin_not_allowed", await CodeAsync(HttpMethod.Post, $"{job}/cancel", HttpStatusCode.Forbidden, ("Origin", "null")));
        Assert.Equal("origin_not_allowed", await CodeAsync(HttpMethod.Post, $"{job}/cancel", HttpStatusCode.Forbidden, ("Sec-Fetch-Site", "cross-site")));
        Assert.Equal("origin_not_allowed", await CodeAsync(HttpMethod.Post, "/hubs/jobs/negotiate?negotiateVersion=1", HttpStatusCode.Forbidden, ("Origin", Evil)));
        Assert.Equal("job_not_found", await CodeAsync(HttpMethod.Post, $"{job}/cancel", HttpStatusCode.NotFound, ("Origin", api.Service.Address)));
        Assert.Equal("job_not_found", await CodeAsync(HttpMethod.Post, $"{job}/cancel", HttpStatusCode.NotFound));
    }

    [Fact(Timeout = 180_000)]
    public async Task It_cannot_watch_jobs()
    {
        Assert.Equal(HttpStatusCode.Forbidden, await HandshakeAsync(Evil));
        Assert.Equal(HttpStatusCode.SwitchingProtocols, await HandshakeAsync(api.Service.Address));
        Assert.Equal(HttpStatusCode.SwitchingProtocols, await HandshakeAsync(Api.Listed));
        Assert.Equal(HttpStatusCode.SwitchingProtocols, await HandshakeAsync(null));
    }

    [Fact(Timeout = 180_000)]
    public async Task It_cannot_rebind_its_name_to_the_service()
    {
        foreach (var path in new[] { "/", "/api/v1/jobs", "/hubs/jobs", "/health/live" })
            Assert.Equal("host_not_allowed", await CodeAsync(HttpMethod.Get, path, HttpStatusCode.MisdirectedRequest, ("Host", "evil.example")));
        using var allowed = await SendAsync(HttpMethod.Get, "/", ("Host", "music.example.org"));
        Assert.Equal(HttpStatusCode.OK, allowed.StatusCode);
    }

    [Fact(Timeout = 180_000)]
    public async Task A_listed_page_can_use_the_api()
    {
        using var preflight = await SendAsync(HttpMethod.Options, "/api/v1/uploads", ("Origin", Api.Listed),
            ("Access-Control-Request-Method", "PATCH"), ("Access-Control-Request-Headers", "tus-resumable,upload-offset,content-type"));
        Assert.Equal([Api.Listed], preflight.Headers.GetValues("Access-Control-Allow-Origin"));
        Assert.Contains("tus-resumable", string.Join(',', preflight.Headers.GetValues("Access-Control-Allow-Headers")), StringComparison.OrdinalIgnoreCase);

        using var created = await SendAsync(HttpMethod.Post, "/api/v1/uploads", ("Origin", Api.Listed), ("Tus-Resumable", "1.0.0"), ("Upload-Length", "9"));
        Assert.Equal(HttpStatusCode.Created, created.StatusCode);
        Assert.Contains("Upload-Offset", string.Join(',', created.Headers.GetValues("Access-Control-Expose-Headers")), StringComparison.Ordinal);

        // A refusal is readable too; to other pages nothing is.
        using var refused = await SendAsync(HttpMethod.Get, "/api/v1/nothing", ("Origin", Api.Listed));
        Assert.Equal([Api.Listed], refused.Headers.GetValues("Access-Control-Allow-Origin"));
        using var foreign = await SendAsync(HttpMethod.Get, "/api/v1/jobs", ("Origin", Evil));
        Assert.False(foreign.Headers.Contains("Access-Control-Allow-Origin"));
    }

    private async Task<HttpStatusCode> HandshakeAsync(string? origin)
    {
        using var socket = new ClientWebSocket();
        socket.Options.CollectHttpResponseDetails = true;
        if (origin is not null) socket.Options.SetRequestHeader("Origin", origin);
        try
        {
            await socket.ConnectAsync(new Uri($"{api.Service.Address.Replace("http", "ws", StringComparison.Ordinal)}/hubs/jobs"), Cancellation);
        }
        catch (WebSocketException)
        {
            // The status tells why.
        }
        return socket.HttpStatusCode;
    }

    private async Task<string?> CodeAsync(HttpMethod method, string path, HttpStatusCode status, params (string Name, string Value)[] headers)
    {
        using var response = await SendAsync(method, path, headers);
        Assert.Equal(status, response.StatusCode);
        return (await response.Content.ReadFromJsonAsync<JsonElement>(Cancellation)).GetProperty("code").GetString();
    }

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path);
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        return await api.Service.Client.SendAsync(request, Cancellation);
    }

    /// <summary>The service with one listed origin and one listed host.</summary>
    public sealed class Api : IAsyncLifetime
    {
        public const string Listed = "https://music.example.org";

        public EmbeddedApi Service { get; } = new();

        public ValueTask InitializeAsync()
        {
            Service.Set("Api:AllowedOrigins", Listed);
            Service.Set("AllowedHosts", "music.example.org");
            return Service.InitializeAsync();
        }

        public ValueTask DisposeAsync() => Service.DisposeAsync();
    }
}
