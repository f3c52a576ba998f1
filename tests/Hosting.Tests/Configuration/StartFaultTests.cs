using System.Net.Sockets;
using GenreQueue.Analysis.Models;
using GenreQueue.Hosting.Configuration;

namespace GenreQueue.Hosting.Tests.Configuration;

public sealed class StartFaultTests
{
    [Theory]
    [InlineData(SocketError.AccessDenied, "http://localhost:80", "Port 80 needs more rights")]
    [InlineData(SocketError.AddressAlreadyInUse, "http://+:8080/", "Port 8080 is in use")]
    [InlineData(SocketError.AddressNotAvailable, "http://192.0.2.1:80;http://localhost:81", "does not have the address http://192.0.2.1:80;http://localhost:81")]
    [InlineData(SocketError.AddressFamilyNotSupported, "http://[::1]:80", "cannot listen on http://[::1]:80 (AddressFamilyNotSupported)")]
    public void An_address_that_cannot_be_used_is_explained(SocketError error, string addresses, string sentence)
    {
        var fault = StartFault.Of(new SocketException((int)error), addresses);
        Assert.NotNull(fault);
        Assert.Contains(sentence, fault.Message);
        Assert.Contains("ASPNETCORE_URLS", fault.Message);
        Assert.Equal(1, fault.ExitCode);
    }

    [Fact]
    public void The_reason_is_found_where_both_loopback_addresses_fail()
    {
        var denied = new AggregateException(new SocketException((int)SocketError.AccessDenied), new SocketException((int)SocketError.AccessDenied));
        Assert.StartsWith("Port 80 needs more rights", StartFault.Of(new IOException("Failed to bind to address http://localhost:80.", denied))!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Models_are_a_matter_of_configuration() => Assert.Equal(ConfigurationCheck.ExitCode, StartFault.Of(new ModelException("None."))!.ExitCode);

    [Fact]
    public void Other_errors_are_not_explained()
    {
        Assert.Null(StartFault.Of(new InvalidOperationException("x", new SocketException((int)SocketError.ConnectionRefused))));
        Assert.Null(StartFault.Of(new IOException("The disk is full.")));
    }
}
