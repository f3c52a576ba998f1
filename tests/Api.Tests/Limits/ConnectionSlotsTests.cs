using System.Net;
using GenreQueue.Api.Configuration;
using GenreQueue.Api.Limits;
using GenreQueue.Api.Problems;
using GenreQueue.Api.Tests.Problems;
using Microsoft.AspNetCore.Connections;

namespace GenreQueue.Api.Tests.Limits;

public sealed class ConnectionSlotsTests
{
    [Fact]
    public async Task A_connection_beyond_the_limit_of_its_client_is_closed_and_logged()
    {
        var lines = new List<string>();
        var (served, end) = (0, new TaskCompletionSource());
        var slots = new ConnectionSlots(new ApiOptions { MaxConnectionsPerClient = 1, TrustedProxies = "10.0.0.0/8" });
        var connect = slots.Use(async _ =>
        {
            served++;
            await end.Task;
        }, new RefusalLog(new ListLogger(lines), TimeProvider.System));

        var open = new[] { "192.0.2.1", "192.0.2.1", "192.0.2.2", "10.0.0.1", "10.0.0.1" }
            .Select(address => connect(new DefaultConnectionContext { RemoteEndPoint = new IPEndPoint(IPAddress.Parse(address), 5_000) })).ToList();
        Assert.Equal(4, served);
        Assert.True(open[1].IsCompletedSuccessfully);
        Assert.StartsWith("Warning Refused with too_many_connections: The client 192.0.2.1 has", Assert.Single(lines), StringComparison.Ordinal);

        end.SetResult();
        await Task.WhenAll(open);
        await connect(new DefaultConnectionContext { RemoteEndPoint = new IPEndPoint(IPAddress.Parse("192.0.2.1"), 5_000) });
        Assert.Equal(5, served);
    }
}
