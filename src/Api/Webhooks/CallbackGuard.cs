using System.Net;
using System.Net.Sockets;
using GenreQueue.Api.Problems;
using Microsoft.Extensions.Options;

namespace GenreQueue.Api.Webhooks;

/// <summary>Decides which addresses may be called. Host names are resolved and checked when the connection is opened: an earlier check
/// could get a different answer from the DNS than the connection.</summary>
public sealed class CallbackGuard(IOptions<WebhookOptions> options)
{
    private const int MaxLength = 2_000;

    /// <summary>Checks a callback as far as possible without resolving its host name.</summary>
    /// <exception cref="ApiException">The callback is refused.</exception>
    public void Check(string callback)
    {
        if (!options.Value.IsOn)
            throw new ApiException(400, ProblemCodes.CallbacksOff, "Callbacks are disabled because Webhooks:Secret is not set.");
        if (callback.Length > MaxLength || !Uri.TryCreate(callback, UriKind.Absolute, out var uri)
            || (uri.Scheme != Uri.UriSchemeHttps && uri.Scheme != Uri.UriSchemeHttp) || uri.UserInfo.Length > 0)
            throw new ApiException(400, ProblemCodes.CallbackRefused, "The callback must be an http or https URL without user name and password.");
        if (uri.HostNameType is UriHostNameType.IPv4 or UriHostNameType.IPv6 ? !IsAllowed(IPAddress.Parse(uri.DnsSafeHost)) : uri.IsLoopback && !options.Value.AllowPrivateAddresses)
            throw new ApiException(400, ProblemCodes.CallbackRefused, "The callback points to a private address.");
    }

    /// <summary>A <see cref="SocketsHttpHandler.ConnectCallback"/> that resolves the host name and connects only to allowed addresses.</summary>
    /// <exception cref="HttpRequestException">No address of the host is allowed.</exception>
    public async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var addresses = await Dns.GetHostAddressesAsync(context.DnsEndPoint.Host, cancellationToken);
        var allowed = addresses.Where(IsAllowed).ToArray();
        if (allowed.Length == 0) throw new HttpRequestException($"{context.DnsEndPoint.Host} is a private address.");
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(allowed, context.DnsEndPoint.Port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private bool IsAllowed(IPAddress address) => options.Value.AllowPrivateAddresses || PublicAddresses.Contains(address);
}
