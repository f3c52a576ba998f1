using GenreQueue.Api.Store;
using GenreQueue.Contracts;
using GenreQueue.EndToEnd.Tests.Services;

namespace GenreQueue.EndToEnd.Tests.Faults.Kinds;

/// <summary>Jobs are requested again, and reports contradict ends that are stored or name jobs that do not exist.</summary>
internal sealed class MessagesForged(Installation installation, int seed) : Fault
{
    private const int Jobs = 20;
    private const int Copies = 5;

    /// <inheritdoc/>
    public override async Task InjectAsync(CancellationToken cancellationToken)
    {
        var random = new Random(seed);
        var ended = (await installation.ReadPageAsync(JobState.Succeeded, cancellationToken)).Take(Jobs).ToList();
        if (ended.Count == 0) return;
        await using var forger = await MessageForger.StartAsync(installation.Deployment, cancellationToken);
        var accepted = installation.Ledger.Jobs.Order().ToList();
        await forger.RequestAgainAsync([.. Enumerable.Range(0, Jobs).Select(_ => accepted[random.Next(accepted.Count)])], Copies, cancellationToken);
        foreach (var job in ended) await forger.ContradictAsync(job.Id, ended[0].Result!, cancellationToken);
        await forger.ContradictAsync(Guid.NewGuid(), ended[0].Result!, cancellationToken);
    }
}

/// <summary>Messages that no program can read arrive on the queues of jobs and results.</summary>
internal sealed class JunkSent(Installation installation) : Fault
{
    /// <summary>Number of messages that are set aside: three for each queue, and MassTransit 8.5.12 copies what is not JSON to both its queues for such messages.</summary>
    public const int SetAside = 8;

    /// <inheritdoc/>
    public override async Task InjectAsync(CancellationToken cancellationToken)
    {
        await using var queues = await TestQueue.OpenAsync(installation.Deployment, cancellationToken);
        foreach (var exchange in (string[])["results", Queues.Classify])
        {
            await queues.PublishAsync(exchange, "not JSON", cancellationToken);
            await queues.PublishAsync(exchange, """{"messageType":["urn:message:Elsewhere:ClassifyCompleted"],"message":{}}""", cancellationToken);
            await queues.PublishAsync(exchange, """{"messageType":["urn:message:GenreQueue.Contracts:ClassifyCompleted","urn:message:GenreQueue.Contracts:ClassifyRequested"],"message":{}}""", cancellationToken);
        }
    }
}

/// <summary>A file is uploaded that ends the worker which decodes it, or that its decoder never finishes.</summary>
internal sealed class MarkedFileUploaded(Installation installation, ApiProgram api, TestFile file, params string[] codes) : Fault
{
    /// <inheritdoc/>
    public override Task InjectAsync(CancellationToken cancellationToken) =>
        installation.Ledger.PostAsync(api, installation.Songs.Next(file, ExpectedEnd.Failure(codes[0]), codes.Length > 1 ? ExpectedEnd.Failure(codes[1]) : null), Priority.Interactive, cancellationToken);
}
