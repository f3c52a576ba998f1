using System.Net.Sockets;
using System.Text;
using GenreQueue.EndToEnd.Tests.Services;

namespace GenreQueue.EndToEnd.Tests.Faults.Kinds;

/// <summary>Clients send half of a file and then nothing; at the end they disconnect.</summary>
internal sealed class UploadsAborted(Installation installation, ApiProgram api, int clients = 5) : Fault
{
    private readonly List<TcpClient> _sockets = [];

    /// <inheritdoc/>
    public override async Task InjectAsync(CancellationToken cancellationToken)
    {
        for (var n = 0; n < clients; n++)
        {
            var socket = new TcpClient();
            _sockets.Add(socket);
            try
            {
                await SendHalfAsync(socket, cancellationToken);
            }
            catch (Exception exception) when (exception is SocketException or IOException)
            {
                // The API is down, or it ends while the client sends.
            }
        }
    }

    /// <inheritdoc/>
    public override Task HealAsync(CancellationToken cancellationToken)
    {
        foreach (var socket in _sockets) socket.Dispose();
        _sockets.Clear();
        return Task.CompletedTask;
    }

    private async Task SendHalfAsync(TcpClient socket, CancellationToken cancellationToken)
    {
        var content = installation.Songs.Next().File.Content;
        var address = new Uri(api.Address);
        await socket.ConnectAsync(address.Host, address.Port, cancellationToken);
        var head = $"POST /api/v1/jobs?fileName=half.wav HTTP/1.1\r\nHost: {address.Authority}\r\nContent-Type: audio/wav\r\nContent-Length: {content.Length}\r\n\r\n";
        await socket.GetStream().WriteAsync(Encoding.ASCII.GetBytes(head), cancellationToken);
        await socket.GetStream().WriteAsync(content.AsMemory(0, content.Length / 2), cancellationToken);
    }
}
