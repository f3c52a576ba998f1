using System.Net;
using GenreQueue.Api.Limits;

namespace GenreQueue.Api.Tests.Limits;

public sealed class ClientPartitionTests
{
    [Theory]
    [InlineData("192.0.2.7", "192.0.2.7")]
    [InlineData("::ffff:192.0.2.7", "192.0.2.7")]
    [InlineData("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64")]
    [InlineData("2001:db8:1:2:ffff::", "2001:db8:1:2::/64")]
    [InlineData("2001:db8:1:3::1", "2001:db8:1:3::/64")]
    [InlineData("::1", "::/64")]
    public void A_client_is_an_ipv4_address_or_an_ipv6_network(string address, string client) =>
        Assert.Equal(client, ClientPartition.Of(IPAddress.Parse(address)));
}
