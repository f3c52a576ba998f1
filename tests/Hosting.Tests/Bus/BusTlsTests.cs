using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using GenreQueue.Hosting.Bus;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace GenreQueue.Hosting.Tests.Bus;

/// <summary>The password must not be sent to a server whose identity is not verified.</summary>
public sealed class BusTlsTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_untrusted_certificate_is_rejected()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var options = new BusOptions
        {
            Transport = BusTransport.RabbitMq,
            Host = "localhost",
            Port = ((IPEndPoint)listener.LocalEndpoint).Port,
            User = "user",
            Password = "password",
            Tls = true,
        };
        using var topology = new TopologyDeployer(Options.Create(options), TimeProvider.System, NullLogger<TopologyDeployer>.Instance);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);

        var deploying = topology.RedeployAsync(stop.Token);
        using var client = await listener.AcceptTcpClientAsync(Token);
        await using var stream = new SslStream(client.GetStream());
        await Assert.ThrowsAnyAsync<Exception>(() => ReadFirstByteAsync(stream));

        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<Exception>(() => deploying);
    }

    /// <summary>The client sends its first byte only after it has accepted the certificate.</summary>
    private static async Task ReadFirstByteAsync(SslStream stream)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        await stream.AuthenticateAsServerAsync(certificate, clientCertificateRequired: false, SslProtocols.None, checkCertificateRevocation: false);
        await stream.ReadExactlyAsync(new byte[1], Token);
    }
}
