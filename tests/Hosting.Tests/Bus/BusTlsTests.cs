using System.Net.Security;
using System.Net.Sockets;
using System.Net;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Security.Cryptography;
using GenreQueue.Hosting.Bus;
using GenreQueue.Hosting.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace GenreQueue.Hosting.Tests.Bus;

/// <summary>The password goes to the broker alone, not to whoever answers in its place.</summary>
public sealed class BusTlsTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_certificate_that_nobody_vouches_for_is_refused()
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
        using var topology = new TopologyDeployer(Options.Create(options), NullLogger<TopologyDeployer>.Instance);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);

        var deploying = topology.RedeployAsync(stop.Token);
        using var client = await listener.AcceptTcpClientAsync(Token);
        await using var stream = new SslStream(client.GetStream());
        await Assert.ThrowsAnyAsync<Exception>(() => ReadFirstByteAsync(stream));

        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<Exception>(() => deploying);
    }

    /// <summary>What an impostor would learn: the client sends its first byte once it takes the certificate for good.</summary>
    private static async Task ReadFirstByteAsync(SslStream stream)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        await stream.AuthenticateAsServerAsync(certificate, clientCertificateRequired: false, SslProtocols.None, checkCertificateRevocation: false);
        await stream.ReadExactlyAsync(new byte[1], Token);
    }
}
