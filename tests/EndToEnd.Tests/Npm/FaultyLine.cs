using System.Net.Sockets;
using System.Net;
using GenreQueue.Hosting.Configuration;

namespace GenreQueue.EndToEnd.Tests.Npm;

/// <summary>A line between a client and a server on this machine that can be slow, and can break.</summary>
internal sealed class FaultyLine : IAsyncDisposable
{
    private const int BlockBytes = 16 * 1024;
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stopping = new();
    private readonly HashSet<TcpClient> ends = [];
    private readonly int target;
    private readonly Task accepting;
    private long sent;
    private volatile bool down;

    public FaultyLine(int targetPort)
    {
        target = targetPort;
        listener.Start();
        accepting = AcceptAsync();
    }

    public string Address => $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}";

    /// <summary>Bytes that went from clients to the server.</summary>
    public long Sent => Interlocked.Read(ref sent);

    /// <summary>Pause after every 16 KiB from a client.</summary>
    public TimeSpan Pause { get; set; }

    /// <summary>While set, nobody gets through, and who was through is cut off.</summary>
    public bool Down
    {
        get => down;
        set
        {
            down = value;
            if (value) Cut();
        }
    }

    /// <summary>Breaks every connection there is; new ones get through.</summary>
    public void Cut()
    {
        lock (ends)
        {
            foreach (var end in ends) end.Client?.Close(0);
            ends.Clear();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        listener.Stop();
        Cut();
        await accepting;
        stopping.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await listener.AcceptTcpClientAsync(stopping.Token);
                if (down) client.Client.Close(0);
                else _ = JoinAsync(client);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task JoinAsync(TcpClient client)
    {
        using var server = new TcpClient();
        using (client)
        {
            try
            {
                await server.ConnectAsync(IPAddress.Loopback, target, stopping.Token);
                lock (ends) ends.UnionWith([client, server]);
                await Task.WhenAny(CopyAsync(client, server, isUpload: true), CopyAsync(server, client, isUpload: false));
            }
            catch (Exception e) when (e is SocketException or OperationCanceledException)
            {
                // The server is not there: the client sees its connection end.
            }
        }
        lock (ends) ends.ExceptWith([client, server]);
    }

    private async Task CopyAsync(TcpClient from, TcpClient to, bool isUpload)
    {
        var block = new byte[BlockBytes];
        try
        {
            var (source, sink) = (from.GetStream(), to.GetStream());
            for (int read; (read = await source.ReadAsync(block, stopping.Token)) > 0;)
            {
                await sink.WriteAsync(block.AsMemory(0, read), stopping.Token);
                if (!isUpload) continue;
                Interlocked.Add(ref sent, read);
                if (Pause > TimeSpan.Zero) await Task.Delay(Pause, stopping.Token);
            }
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or InvalidOperationException or OperationCanceledException)
        {
            // Cut; the other direction ends with it.
        }
    }
}
