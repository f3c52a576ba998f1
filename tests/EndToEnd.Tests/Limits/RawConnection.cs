using System.Net;
using System.Net.Sockets;
using System.Text;

namespace GenreQueue.EndToEnd.Tests.Limits;

/// <summary>A connection on which a test writes requests byte by byte.</summary>
internal sealed class RawConnection : IDisposable
{
    private readonly TcpClient _client;

    private RawConnection(TcpClient client) => _client = client;

    /// <summary>Connects to a port of 127.0.0.1.</summary>
    /// <param name="port">The port.</param>
    /// <param name="from">Local address of the connection; the usual one if null.</param>
    public static async Task<RawConnection> OpenAsync(int port, IPAddress? from, CancellationToken cancellationToken)
    {
        var client = new TcpClient(new IPEndPoint(from ?? IPAddress.Any, 0));
        await client.ConnectAsync(IPAddress.Loopback, port, cancellationToken);
        return new RawConnection(client);
    }

    public async Task SendAsync(string text, CancellationToken cancellationToken) => await SendAsync(Encoding.UTF8.GetBytes(text), cancellationToken);

    public async Task SendAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken) =>
        await _client.GetStream().WriteAsync(bytes, cancellationToken);

    /// <summary>Writes <paramref name="body"/> until the server answers or the body ends, and returns the answer.</summary>
    public async Task<string> SendUntilAnsweredAsync(IEnumerable<string> body, CancellationToken cancellationToken)
    {
        var answer = ReadAnswerAsync(cancellationToken);
        try
        {
            foreach (var part in body)
            {
                if (answer.IsCompleted) break;
                await SendAsync(part, cancellationToken);
            }
        }
        catch (IOException)
        {
            // The server has closed the connection after its answer.
        }
        return await answer;
    }

    /// <summary>Reads the head of an answer and its body, as far as both arrive before the server pauses.</summary>
    public async Task<string> ReadAnswerAsync(CancellationToken cancellationToken)
    {
        var text = new StringBuilder();
        var block = new byte[64 * 1024];
        while (!IsComplete(text.ToString()))
        {
            var read = await _client.GetStream().ReadAsync(block, cancellationToken);
            if (read == 0) break;
            text.Append(Encoding.UTF8.GetString(block, 0, read));
        }
        return text.ToString();
    }

    public void Dispose() => _client.Dispose();

    // The service sends its problems in chunks.
    private static bool IsComplete(string answer)
    {
        var head = answer.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        if (head < 0) return false;
        return answer.IndexOf("Transfer-Encoding: chunked", 0, head, StringComparison.OrdinalIgnoreCase) < 0
            || answer.EndsWith("0\r\n\r\n", StringComparison.Ordinal);
    }
}
