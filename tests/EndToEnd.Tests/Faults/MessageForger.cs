using GenreQueue.Api.Jobs;
using GenreQueue.Contracts;
using GenreQueue.EndToEnd.Tests.Services;
using GenreQueue.Hosting.Bus;
using MassTransit;
using Npgsql;

namespace GenreQueue.EndToEnd.Tests.Faults;

/// <summary>Sends messages that no program of the installation has sent, or that it has sent already.</summary>
internal sealed class MessageForger : IAsyncDisposable
{
    private static readonly WorkerReference Nobody = new("nobody/1", "0.0.0");
    private readonly Deployment _deployment;
    private readonly IBusControl _bus;

    private MessageForger(Deployment deployment, IBusControl bus) => (_deployment, _bus) = (deployment, bus);

    /// <summary>Connects to the broker of an installation.</summary>
    public static async Task<MessageForger> StartAsync(Deployment deployment, CancellationToken cancellationToken)
    {
        var bus = MassTransit.Bus.Factory.CreateUsingRabbitMq(x => x.Host(deployment.Broker));
        await bus.StartAsync(cancellationToken);
        return new MessageForger(deployment, bus);
    }

    /// <summary>Requests each job again, several times at once.</summary>
    public async Task RequestAgainAsync(IReadOnlyCollection<Guid> jobs, int times, CancellationToken cancellationToken)
    {
        var endpoint = await _bus.GetSendEndpoint(BusTopology.AddressOf(Queues.Classify));
        var requests = await ReadRequestsAsync(jobs, cancellationToken);
        await Task.WhenAll(requests.SelectMany(request => Enumerable.Repeat(request, times)).Select(request => endpoint.Send(request, cancellationToken)));
    }

    /// <summary>Publishes the result of a job.</summary>
    public Task CompleteAsync(Guid job, ClassificationResult result, CancellationToken cancellationToken) =>
        _bus.Publish(new ClassifyCompleted(job, result, Nobody, DateTimeOffset.UtcNow), cancellationToken);

    /// <summary>Publishes a start, a failure and a result that differs from the stored one.</summary>
    /// <param name="job">A job that has ended, or the id of none.</param>
    /// <param name="result">Any result of the same model.</param>
    /// <param name="cancellationToken">Cancels the publishes.</param>
    public async Task ContradictAsync(Guid job, ClassificationResult result, CancellationToken cancellationToken)
    {
        var other = result.All.MinBy(genre => genre.Value);
        await _bus.Publish(new ClassifyStarted(job, Nobody, DateTimeOffset.UtcNow), cancellationToken);
        await _bus.Publish(new ClassifyFailed(job, ErrorCodes.Corrupt, "Forged by a test.", Nobody, DateTimeOffset.UtcNow), cancellationToken);
        await CompleteAsync(job, result with { Value = other.Key, Probability = other.Value }, cancellationToken);
    }

    public async ValueTask DisposeAsync() => await _bus.StopAsync(CancellationToken.None);

    /// <summary>The messages that the API has sent for the jobs.</summary>
    private async Task<IReadOnlyList<ClassifyRequested>> ReadRequestsAsync(IReadOnlyCollection<Guid> jobs, CancellationToken cancellationToken)
    {
        // A pooled connection may have been closed by a fault of the database.
        await using var connection = new NpgsqlConnection($"{_deployment.Database};Pooling=false");
        await connection.OpenAsync(cancellationToken);
        await using var command = new NpgsqlCommand("SELECT id, upload_key, model FROM jobs WHERE id = ANY($1)", connection)
        {
            Parameters = { new NpgsqlParameter { Value = jobs.ToArray() } },
        };
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        var requests = new List<ClassifyRequested>();
        while (await row.ReadAsync(cancellationToken))
            requests.Add(new ClassifyRequested(row.GetGuid(0), new TrackSource(row.GetString(1), null), row.GetString(2), WindowMode.Middle, LabelsMode.Multi));
        return requests;
    }
}
