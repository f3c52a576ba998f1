using System.Net;
using System.Net.Sockets;

namespace GenreQueue.Api.Limits;

/// <summary>Tells clients apart for the limits that apply to each of them.</summary>
internal static class ClientPartition
{
    private const int NetworkBytes = 8;

    /// <summary>The client of a request: its IPv4 address, or the /64 network of its IPv6 address, which one subscriber owns as a whole. Empty if it has no address.</summary>
    public static string Of(HttpContext http) => http.Connection.RemoteIpAddress is { } address ? Of(address) : "";

    internal static string Of(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6) return address.MapToIPv4().ToString();
        if (address.AddressFamily != AddressFamily.InterNetworkV6) return address.ToString();
        var bytes = address.GetAddressBytes();
        bytes.AsSpan(NetworkBytes).Clear();
        return $"{new IPAddress(bytes)}/64";
    }
}
