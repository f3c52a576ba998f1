using System.Net;
using System.Net.Sockets;

namespace GenreQueue.Fixtures.Servers;

/// <summary>Finds free ports of the loopback interface.</summary>
public static class FreePort
{
    private static readonly HashSet<int> Used = [];

    /// <summary>A free port that this process has not used before.</summary>
    public static int Next()
    {
        lock (Used)
        {
            while (true)
            {
                using var listener = new TcpListener(IPAddress.Loopback, 0);
                listener.Start();
                var port = ((IPEndPoint)listener.LocalEndpoint).Port;
                if (Used.Add(port)) return port;
            }
        }
    }
}
