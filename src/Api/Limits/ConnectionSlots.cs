using System.Net;
using System.Threading.RateLimiting;
using GenreQueue.Api.Configuration;
using GenreQueue.Api.Problems;
using Microsoft.AspNetCore.Connections;

namespace GenreQueue.Api.Limits;

/// <summary>Limits the open connections of each client, so that one cannot take all that the server accepts. Trusted proxies, which have many clients, are not limited.</summary>
internal sealed class ConnectionSlots
{
    private readonly PartitionedRateLimiter<IPAddress?> _slots;

    public ConnectionSlots(ApiOptions options)
    {
        var proxies = AddressListAttribute.Parse(options.TrustedProxies);
        var limit = new ConcurrencyLimiterOptions { PermitLimit = Math.Max(1, options.MaxConnectionsPerClient), QueueLimit = 0 };
        _slots = PartitionedRateLimiter.Create<IPAddress?, string>(address => address is null || proxies.Any(proxy => Contains(proxy, address))
            ? RateLimitPartition.GetNoLimiter("")
            : RateLimitPartition.GetConcurrencyLimiter(ClientPartition.Of(address), _ => limit));
    }

    /// <summary>Connection middleware: closes a connection beyond the limit.</summary>
    public ConnectionDelegate Use(ConnectionDelegate next, RefusalLog refusals) => async connection =>
    {
        var client = (connection.RemoteEndPoint as IPEndPoint)?.Address;
        using var slot = _slots.AttemptAcquire(client);
        if (slot.IsAcquired) await next(connection);
        else refusals.Refused("too_many_connections", $"The client {client} has too many open connections. If it is a proxy, add it to the setting Api:TrustedProxies.");
    };

    private static bool Contains(IPNetwork proxy, IPAddress address) => proxy.Contains(address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address);
}
