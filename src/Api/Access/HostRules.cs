using System.Net;
using GenreQueue.Api.Configuration;
using Microsoft.Extensions.Primitives;

namespace GenreQueue.Api.Access;

/// <summary>
/// Decides for which <c>Host</c> the service answers. A page whose DNS name is rebound to the address of the service has that name as
/// its host, and would be of the same origin. Public DNS cannot rebind IP addresses, names without a dot and the names of this machine.
/// </summary>
internal sealed class HostRules
{
    private readonly List<StringSegment> _patterns;

    public HostRules(IConfiguration configuration)
    {
        var machine = Dns.GetHostName();
        _patterns = ["*.localhost", machine, $"{machine}.local", .. SettingList.Items(configuration["AllowedHosts"]).Select(NameOf)];
        foreach (var address in SettingList.Items(configuration["urls"]))
        {
            // An address with * or + for all interfaces is no URI.
            if (Uri.TryCreate(address, UriKind.Absolute, out var uri)) _patterns.Add(NameOf(uri.Host));
        }
    }

    /// <summary>Whether the service answers requests with this <c>Host</c> header; its port does not matter.</summary>
    public bool IsAllowed(string host)
    {
        string name;
        try
        {
            name = NameOf(host).TrimEnd('.');
        }
        catch (ArgumentException)
        {
            return false;   // a label that begins with xn-- and is no Punycode
        }
        return !name.Contains('.') || IPAddress.TryParse(name.Trim('[', ']'), out _) || _patterns.Contains("*") || HostString.MatchesAny(name, _patterns);
    }

    // Without the port, and in Unicode.
    private static string NameOf(string host) => HostString.FromUriComponent(host).Host;
}
