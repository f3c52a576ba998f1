using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using GenreQueue.EndToEnd.Tests.Services;
using GenreQueue.Fixtures;
using GenreQueue.Fixtures.Servers;

namespace GenreQueue.EndToEnd.Tests.Limits;

/// <summary>What one client takes leaves room for others. The clients are two loopback addresses.</summary>
public sealed class ClientLimitTests
{
    private const int Stalled = 700;
    private const int Slots = 32;
    private const int WaitingPlaces = 256;
    private const string Upload = "POST /api/v1/jobs?fileName=a.wav HTTP/1.1\r\nHost: localhost\r\nContent-Type: audio/wav\r\nContent-Length: 1000000\r\n\r\nRIFF";
    private static readonly IPAddress Other = IPAddress.Parse("127.0.0.2");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact(Timeout = 180_000)]
    public async Task Stalled_uploads_of_one_client_do_not_keep_another_one_waiting()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux has several loopback addresses by default.");
        await using var deployment = Deployment.Embedded();
        deployment["Api:MinUploadBytesPerSecond"] = "0";   // Otherwise the stalled uploads are aborted after 10 s.
        var api = await deployment.StartApiAsync(Cancellation);
        var connections = new List<RawConnection>();
        try
        {
            for (var n = 0; n < Stalled; n++) connections.Add(await RawConnection.OpenAsync(new Uri(api.Address).Port, IPAddress.Loopback, Cancellation));
            foreach (var connection in connections) await connection.SendAsync(Upload, Cancellation);
            var answers = connections.Select(connection => connection.ReadAnswerAsync(Cancellation)).ToList();
            await Until.TrueAsync(() => answers.Count(answer => answer.IsCompleted) == Stalled - Slots - WaitingPlaces);
            foreach (var answer in answers.Where(answer => answer.IsCompletedSuccessfully)) Assert.Contains("too_many_uploads", await answer, StringComparison.Ordinal);

            using var other = ClientFrom(Other, api);
            Assert.Equal(HttpStatusCode.Accepted, await PostAsync(other));
        }
        finally
        {
            foreach (var connection in connections) connection.Dispose();
        }
        using var same = ClientFrom(IPAddress.Loopback, api);
        await Until.TrueAsync(async () => await PostAsync(same) == HttpStatusCode.Accepted);
    }

    [Fact(Timeout = 180_000)]
    public async Task Idle_connections_of_one_client_leave_room_for_others()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux has several loopback addresses by default.");
        await using var deployment = Deployment.Embedded();
        deployment["Api:MaxConnectionsPerClient"] = "5";
        deployment["Api:MaxConnections"] = "10";
        var api = await deployment.StartApiAsync(Cancellation);
        var idle = new List<RawConnection>();
        try
        {
            while (await AnswersAsync(api, idle))
            {
            }
            Assert.Equal(5 + 1, idle.Count);   // the last one was closed
            Assert.True(await api.AnswersAsync("/health/live", Cancellation));

            foreach (var connection in idle) connection.Dispose();
            await Until.TrueAsync(() => AnswersAsync(api, idle));
        }
        finally
        {
            foreach (var connection in idle) connection.Dispose();
        }
    }

    [Fact(Timeout = 180_000)]
    public async Task Empty_resumable_uploads_are_limited_for_each_client_across_a_restart()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux has several loopback addresses by default.");
        await using var deployment = Deployment.Embedded();
        deployment["Tus:MaxReservedMegabytesPerClient"] = "2000";
        var api = await deployment.StartApiAsync(Cancellation);
        using var client = ClientFrom(IPAddress.Loopback, api);
        var created = new List<Uri>();
        for (var n = 0; n < 2_000; n++)
        {
            using var response = await CreateAsync(client, 200_000_000);
            if (response.StatusCode == HttpStatusCode.Created) created.Add(response.Headers.Location!);
            else Assert.Equal(HttpStatusCode.InsufficientStorage, response.StatusCode);
        }
        Assert.Equal(10, created.Count);
        using var other = ClientFrom(Other, api);
        Assert.Equal(HttpStatusCode.Created, await StatusOfCreateAsync(other));

        api.Process.Send(Signal.Kill);
        await api.Process.WaitForExitAsync(TimeSpan.FromSeconds(30), Cancellation);
        await api.StartAsync(Cancellation);
        using var refused = await CreateAsync(client, 200_000_000);
        Assert.Equal(HttpStatusCode.InsufficientStorage, refused.StatusCode);
        Assert.NotNull(refused.Headers.RetryAfter);

        using var delete = Tus(HttpMethod.Delete, created[0]);
        Assert.Equal(HttpStatusCode.NoContent, (await client.SendAsync(delete, Cancellation)).StatusCode);
        Assert.Equal(HttpStatusCode.Created, await StatusOfCreateAsync(client));
        Assert.Equal(HttpStatusCode.InsufficientStorage, await StatusOfCreateAsync(client));
    }

    [Fact(Timeout = 180_000)]
    public async Task The_address_of_a_client_is_taken_from_a_trusted_proxy_only()
    {
        await using var deployment = Deployment.Embedded();
        deployment["Tus:MaxOpenUploadsPerClient"] = "1";
        deployment["Api:TrustedProxies"] = "192.0.2.0/24; 127.0.0.1";
        var api = await deployment.StartApiAsync(Cancellation);
        using var proxy = ClientFrom(IPAddress.Loopback, api);
        Assert.Equal(HttpStatusCode.Created, await StatusOfCreateAsync(proxy, "198.51.100.1"));
        Assert.Equal(HttpStatusCode.Created, await StatusOfCreateAsync(proxy, "198.51.100.2"));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await StatusOfCreateAsync(proxy, "203.0.113.9, 198.51.100.2"));

        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux has several loopback addresses by default.");
        using var other = ClientFrom(Other, api);
        Assert.Equal(HttpStatusCode.Created, await StatusOfCreateAsync(other, "198.51.100.3"));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await StatusOfCreateAsync(other, "198.51.100.4"));
    }

    [Fact(Timeout = 180_000)]
    public async Task Only_uploads_may_be_large()
    {
        await using var deployment = Deployment.Embedded();
        var api = await deployment.StartApiAsync(Cancellation);
        using var body = new StringContent($"{{\"name\":\"{new string('x', 100_000)}\"}}", Encoding.UTF8, "application/json");
        using var response = await api.Client.PostAsync("/api/v1/batches", body, Cancellation);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
        Assert.Contains("upload_too_large", await response.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
    }

    /// <summary>Opens another connection, and returns whether a request on it is answered.</summary>
    private static async Task<bool> AnswersAsync(ApiProgram api, List<RawConnection> connections)
    {
        connections.Add(await RawConnection.OpenAsync(new Uri(api.Address).Port, Other, Cancellation));
        try
        {
            await connections[^1].SendAsync("GET /health/live HTTP/1.1\r\nHost: localhost\r\n\r\n", Cancellation);
            return (await connections[^1].ReadAnswerAsync(Cancellation)).Length > 0;
        }
        catch (IOException)
        {
            return false;
        }
    }

    private static HttpClient ClientFrom(IPAddress from, ApiProgram api) => new(new SocketsHttpHandler
    {
        ConnectCallback = async (context, cancellationToken) =>
        {
            var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            socket.Bind(new IPEndPoint(from, 0));
            await socket.ConnectAsync(IPAddress.Loopback, context.DnsEndPoint.Port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        },
    })
    { BaseAddress = new Uri(api.Address) };

    private static async Task<HttpStatusCode> PostAsync(HttpClient client)
    {
        using var body = new ByteArrayContent(TestFile.Song(1).Content) { Headers = { ContentType = new MediaTypeHeaderValue("audio/wav") } };
        using var response = await client.PostAsync("/api/v1/jobs?fileName=a.wav", body, Cancellation);
        return response.StatusCode;
    }

    private static async Task<HttpStatusCode> StatusOfCreateAsync(HttpClient client, string? forwardedFor = null)
    {
        using var response = await CreateAsync(client, 200_000_000, forwardedFor);
        return response.StatusCode;
    }

    private static async Task<HttpResponseMessage> CreateAsync(HttpClient client, long length, string? forwardedFor = null)
    {
        using var request = Tus(HttpMethod.Post, new Uri("/api/v1/uploads", UriKind.Relative));
        request.Headers.Add("Upload-Length", length.ToString(CultureInfo.InvariantCulture));
        if (forwardedFor is not null) request.Headers.Add("X-Forwarded-For", forwardedFor);
        return await client.SendAsync(request, Cancellation);
    }

    private static HttpRequestMessage Tus(HttpMethod method, Uri address)
    {
        var request = new HttpRequestMessage(method, address);
        request.Headers.Add("Tus-Resumable", "1.0.0");
        return request;
    }
}
