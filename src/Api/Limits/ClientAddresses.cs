using GenreQueue.Api.Configuration;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Options;

namespace GenreQueue.Api.Limits;

public static class ClientAddresses
{
    /// <summary>Takes the address of a client from <c>X-Forwarded-For</c> if a trusted proxy sends it. Anybody else could write any address into it.</summary>
    public static void UseClientAddresses(this WebApplication app)
    {
        var networks = AddressListAttribute.Parse(app.Services.GetRequiredService<IOptions<ApiOptions>>().Value.TrustedProxies);
        if (networks.Count == 0) return;
        var forwarded = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor, ForwardLimit = null };

        // The defaults trust every process on this machine.
        forwarded.KnownProxies.Clear();
        forwarded.KnownIPNetworks.Clear();
        foreach (var network in networks) forwarded.KnownIPNetworks.Add(network);
        app.UseForwardedHeaders(forwarded);
    }
}
