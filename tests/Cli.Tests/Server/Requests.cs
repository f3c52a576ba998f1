using System.Net;

namespace GenreQueue.Cli.Tests.Server;

/// <summary>Counts requests, and breaks some of them as a bad line or a busy service would.</summary>
internal sealed class Requests(HttpMessageHandler inner) : DelegatingHandler(inner)
{
    private int _uploads;

    /// <summary>Number of uploads, with those that were repeated.</summary>
    public int Uploads => _uploads;

    /// <summary>Decides for the n-th upload, beginning with 1, what becomes of it.</summary>
    public Func<int, Fault> FaultOf { get; init; } = _ => Fault.None;

    /// <inheritdoc/>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.Method != HttpMethod.Post || request.RequestUri!.AbsolutePath != "/api/v1/jobs") return await base.SendAsync(request, cancellationToken);
        switch (FaultOf(Interlocked.Increment(ref _uploads)))
        {
            case Fault.Busy:
                return new HttpResponseMessage(HttpStatusCode.ServiceUnavailable) { Headers = { { "Retry-After", "0" } } };
            case Fault.TooLarge:
                return new HttpResponseMessage(HttpStatusCode.RequestEntityTooLarge) { Content = new StringContent("<html>") };
            case Fault.LostResponse:
                (await base.SendAsync(request, cancellationToken)).Dispose();
                throw new HttpRequestException("The response ended prematurely.");
            case Fault.Lost:
                throw new HttpRequestException("Connection refused");
            default:
                return await base.SendAsync(request, cancellationToken);
        }
    }
}

/// <summary>What becomes of a request.</summary>
internal enum Fault
{
    None,
    Busy,
    Lost,
    LostResponse,
    TooLarge,
}
