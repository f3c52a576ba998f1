using System.Net;
using System.Net.Sockets;

namespace GenreQueue.EndToEnd.Tests.Npm;

/// <summary>A local TCP proxy that can be slow and can drop connections.</summary>
internal sealed class FaultyLine : IAsyncDisposable
{
    private const int BlockBytes = 16 * 1024;
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stopping = new();
    private readonly HashSet<TcpClient> _ends = [];
    private readonly int _target;
    private readonly Task _accepting;
    private long _sent;
    private volatile bool _down;

    public FaultyLine(int targetPort)
    {
        _target = targetPort;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public string Address => $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}";

    /// <summary>Number of bytes sent from clients to the server.</summary>
    public long Sent => Interlocked.Read(ref _sent);

    /// <summary>Delay after every 16 KiB from a client.</summary>
    public TimeSpan Pause { get; set; }

    /// <summary>While true, all connections are dropped and new ones are refused.</summary>
    public bool Down
    {
        get => _down;
        set
        {
            _down = value;
            if (value) Cut();
        }
    }

    /// <summary>Drops all open connections; new ones are accepted.</summary>
    public void Cut()
    {
        lock (_ends)
        {
            foreach (var end in _ends) end.Client?.Close(0);
            _ends.Clear();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        _listener.Stop();
        Cut();
        await _accepting;
        _stopping.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync(_stopping.Token);
                if (_down) client.Client.Close(0);
                else _ = JoinAsync(client);
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The proxy was disposed.
        }
    }

    private async Task JoinAsync(TcpClient client)
    {
        using var server = new TcpClient();
        using (client)
        {
            try
            {
                await server.ConnectAsync(IPAddress.Loopback, _target, _stopping.Token);
                lock (_ends) _ends.UnionWith([client, server]);
                await Task.WhenAny(CopyAsync(client, server, isUpload: true), CopyAsync(server, client, isUpload: false));
            }
            catch (Exception exception) when (exception is SocketException or OperationCanceledException)
            {
                // The server is down; closing the connection tells the client.
            }
        }
        lock (_ends) _ends.ExceptWith([client, server]);
    }

    private async Task CopyAsync(TcpClient from, TcpClient to, bool isUpload)
    {
        var block = new byte[BlockBytes];
        try
        {
            var (source, sink) = (from.GetStream(), to.GetStream());
            for (int read; (read = await source.ReadAsync(block, _stopping.Token)) > 0;)
            {
                await sink.WriteAsync(block.AsMemory(0, read), _stopping.Token);
                if (!isUpload) continue;
                Interlocked.Add(ref _sent, read);
                if (Pause > TimeSpan.Zero) await Task.Delay(Pause, _stopping.Token);
            }
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException or InvalidOperationException or OperationCanceledException)
        {
            // The connection was dropped, which also ends the other direction.
        }
    }
}
