using System.ComponentModel.DataAnnotations;
using System.Net;
using System.Net.Sockets;

namespace GenreQueue.Api.Configuration;

/// <summary>Validates a list of IP addresses and networks, separated by semicolons.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class AddressListAttribute : ValidationAttribute
{
    public override bool IsValid(object? value) => value is not string list || SettingList.Items(list).All(item => NetworkOf(item) is not null);

    /// <summary>The networks of a valid list; a single address is a network of one.</summary>
    public static IReadOnlyList<IPNetwork> Parse(string list) => [.. SettingList.Items(list).Select(NetworkOf).OfType<IPNetwork>()];

    private static IPNetwork? NetworkOf(string item)
    {
        if (IPAddress.TryParse(item, out var address)) return new IPNetwork(address, address.AddressFamily == AddressFamily.InterNetwork ? 32 : 128);
        return IPNetwork.TryParse(item, out var network) ? network : null;
    }
}
