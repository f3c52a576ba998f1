using System.Net.Sockets;
using System.Text;
using GenreQueue.EndToEnd.Tests.Page;

namespace GenreQueue.EndToEnd.Tests.Limits;

/// <summary>Requests that never end: the server closes them with an error response.</summary>
public sealed class SocketLimitTests(EmbeddedApi api) : IClassFixture<EmbeddedApi>
{
    private const string Post = "POST /api/v1/jobs?fileName=a.wav HTTP/1.1\r\nHost: localhost\r\nContent-Type: audio/wav\r\n";
    private static readonly TimeSpan Drip = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    [Fact(Timeout = 300_000)]
    public async Task Endless_headers_endless_bodies_and_oversized_bodies_are_rejected()
    {
        var answers = await Task.WhenAll(
            SendAsync($"GET / HTTP/1.1\r\nHost: localhost\r\nX: {new string('a', 60_000)}\r\n\r\n", drip: ""),
            SendAsync("GET / HTTP/1.1\r\nHost: localhost\r\n", drip: "X: a\r\n"),
            SendAsync(Post + "Content-Length: 9000000000\r\n\r\nRIFF", drip: ""),
            SendAsync(Post + "Content-Length: 1000000\r\n\r\nRIFF", drip: "a few bytes"));

        Assert.Equal([431, 408, 413, 408], answers.Select(answer => int.Parse(answer.AsSpan("HTTP/1.1 ".Length, 3))));
        Assert.All(answers[2..], answer => Assert.Contains("application/problem+json", answer, StringComparison.Ordinal));
    }

    /// <summary>Sends the start of a request and then a few bytes at intervals until the server responds.</summary>
    private async Task<string> SendAsync(string start, string drip)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        deadline.CancelAfter(Limit);
        using var client = new TcpClient();
        await client.ConnectAsync("localhost", api.Port, deadline.Token);
        var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(start), deadline.Token);
        var answer = new byte[4096];
        var reading = stream.ReadAsync(answer, deadline.Token).AsTask();
        while (await Task.WhenAny(reading, Task.Delay(Drip, deadline.Token)) != reading)
        {
            if (drip.Length > 0) await stream.WriteAsync(Encoding.ASCII.GetBytes(drip), deadline.Token);
        }
        return Encoding.ASCII.GetString(answer, 0, await reading);
    }
}
