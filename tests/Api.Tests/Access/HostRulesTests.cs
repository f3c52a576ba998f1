using GenreQueue.Api.Access;
using Microsoft.Extensions.Configuration;

namespace GenreQueue.Api.Tests.Access;

public sealed class HostRulesTests
{
    [Theory]
    [InlineData("localhost:8080", true)]
    [InlineData("LOCALHOST.", true)]
    [InlineData("app.localhost", true)]
    [InlineData("127.0.0.1:8080", true)]
    [InlineData("192.168.1.20", true)]
    [InlineData("[::1]:8080", true)]
    [InlineData("[fe80::1]", true)]
    [InlineData("api:8080", true)]
    [InlineData("", true)]
    [InlineData("music.example.org", true)]
    [InlineData("one.example.com:443", true)]
    [InlineData("listening.example.org", true)]
    [InlineData("example.com", false)]
    [InlineData("evil.example", false)]
    [InlineData("evil.example.", false)]
    [InlineData("localhost.evil.example", false)]
    [InlineData("127.0.0.1.evil.example", false)]
    [InlineData("music.example.org.evil.example", false)]
    [InlineData("xn--", false)]
    [InlineData("xn--99999999:8080", false)]
    public void Only_listed_names_and_those_that_public_dns_cannot_rebind_are_allowed(string host, bool allowed) =>
        Assert.Equal(allowed, Rules(("AllowedHosts", "music.example.org; *.example.com"), ("urls", "http://*:80;http://listening.example.org:8080")).IsAllowed(host));

    [Fact]
    public void The_names_of_the_machine_are_allowed()
    {
        Assert.True(Rules().IsAllowed(System.Net.Dns.GetHostName() + ":8080"));
        Assert.True(Rules().IsAllowed(System.Net.Dns.GetHostName() + ".local"));
    }

    [Fact]
    public void An_asterisk_allows_all_hosts() => Assert.True(Rules(("AllowedHosts", "*")).IsAllowed("evil.example"));

    [Theory]
    [InlineData("xn--mller-kva.example")]
    [InlineData("müller.example")]
    [InlineData("müller.example:8443")]
    public void A_listed_name_may_be_written_in_each_form(string listed) => Assert.True(Rules(("AllowedHosts", listed)).IsAllowed("xn--mller-kva.example:443"));

    private static HostRules Rules(params (string Key, string Value)[] settings) => new(
        new ConfigurationBuilder().AddInMemoryCollection(settings.ToDictionary(s => s.Key, s => (string?)s.Value)).Build());
}
