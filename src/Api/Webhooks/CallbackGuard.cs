using System.Net.Sockets;
using System.Net;
using GenreQueue.Analysis.FrontEnds;
using GenreQueue.Api.Problems;
using Microsoft.Extensions.Options;

namespace GenreQueue.Api.Webhooks;

/// <summary>Which addresses may be called. Names are judged by what they resolve to, at the moment of the connection:
/// a check before it could be answered otherwise than the connection itself.</summary>
public sealed class CallbackGuard(IOptions<WebhookOptions> options)
{
    private const int MaxLength = 2_000;

    /// <summary>Refuses what can be known to be wrong when a job is posted.</summary>
    /// <exception cref="ApiException">The callback is refused.</exception>
    public void Check(string callback)
    {
        if (!options.Value.IsOn)
            throw new ApiException(400, ProblemCodes.CallbacksOff, "This service takes no callbacks: it has no Webhooks:Secret.");
        if (callback.Length > MaxLength || !Uri.TryCreate(callback, UriKind.Absolute, out var uri)
            || (uri.Scheme != Uri.UriSchemeHttps && uri.Scheme != Uri.UriSchemeHttp) || uri.UserInfo.Length > 0)
            throw new ApiException(400, ProblemCodes.CallbackRefused, "The callback must be an http or https address without user and password.");
        if (uri.HostNameType is UriHostNameType.IPv4 or UriHostNameType.IPv6 ? !IsAllowed(IPAddress.Parse(uri.DnsSafeHost)) : uri.IsLoopback && !options.Value.AllowPrivateAddresses)
            throw new ApiException(400, ProblemCodes.CallbackRefused, "The callback points to a private address.");
    }

    /// <summary>For <see cref="SocketsHttpHandler.ConnectCallback"/>: resolves, keeps what is allowed, connects to exactly that.</summary>
    /// <exception cref="HttpRequestException">No address of the host may be called.</exception>
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
