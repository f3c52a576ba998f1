using System.Collections.Concurrent;
using System.Diagnostics.Tracing;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace GenreQueue.EndToEnd.Tests.Delivery;

/// <summary>Records the host names that this process resolves and the TCP endpoints that it connects to.</summary>
internal sealed class ConnectionRecorder : EventListener
{
    private readonly ConcurrentDictionary<string, bool> _destinations = new();

    /// <summary>Host names, and endpoints as <c>address:port</c>.</summary>
    public IReadOnlyCollection<string> Destinations => [.. _destinations.Keys.Order(StringComparer.Ordinal)];

    /// <inheritdoc/>
    protected override void OnEventSourceCreated(EventSource eventSource)
    {
        if (eventSource.Name is "System.Net.Sockets" or "System.Net.NameResolution") EnableEvents(eventSource, EventLevel.Informational);
    }

    /// <inheritdoc/>
    protected override void OnEventWritten(EventWrittenEventArgs eventData)
    {
        // The name is empty when a program asks for the name of its own machine, which contacts nobody.
        if (eventData.Payload is not [string { Length: > 0 } destination, ..]) return;
        if (eventData.EventName == "ResolutionStart") _destinations[destination] = true;
        else if (eventData.EventName == "ConnectStart" && Parse(destination) is { } endpoint) _destinations[endpoint.ToString()] = true;
    }

    /// <summary>Parses the text of a <see cref="SocketAddress"/>, such as <c>InterNetwork:16:{31,144,127,0,0,1,0,0,0,0,0,0,0,0}</c>.</summary>
    private static IPEndPoint? Parse(string text)
    {
        var family = text.StartsWith(nameof(AddressFamily.InterNetworkV6), StringComparison.Ordinal) ? AddressFamily.InterNetworkV6 : AddressFamily.InterNetwork;
        if (!text.StartsWith(family.ToString(), StringComparison.Ordinal)) return null;
        var bytes = text[(text.IndexOf('{') + 1)..^1].Split(',').Select(part => byte.Parse(part, CultureInfo.InvariantCulture)).ToArray();
        var address = family == AddressFamily.InterNetwork ? bytes[2..6] : bytes[6..22];
        return new IPEndPoint(new IPAddress(address).MapToIPv6() is { IsIPv4MappedToIPv6: true } mapped ? mapped.MapToIPv4() : new IPAddress(address), (bytes[0] << 8) | bytes[1]);
    }
}
