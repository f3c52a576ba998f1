using GenreQueue.Contracts;
using MassTransit;

namespace GenreQueue.Hosting.Bus;

/// <summary>Names and properties of the queues. Every process declares them alike, so that they exist before the first message.</summary>
/// <remarks>
/// A broker freezes a queue's arguments when it is declared, and policies, which could be changed, need someone to set them:
/// no manual step on the broker is allowed, so they stand here.
/// </remarks>
public static class BusTopology
{
    /// <summary>Queue of what the workers have to say.</summary>
    public const string Results = "results";

    /// <summary>Queue of jobs that no worker survived.</summary>
    public const string Dead = "classify-dead";

    /// <summary>Returns of a message to its queue before it is dead-lettered; a restart of the broker counts as one, so a few are spare.</summary>
    public const int DeliveryLimit = 5;

    /// <summary>Jobs that wait in one queue before the broker refuses more and they wait in the job table instead.</summary>
    public const int MaxLength = 100_000;

    /// <summary>All lasting queues.</summary>
    public static IReadOnlyList<string> All { get; } = [Queues.Classify, Queues.ClassifyBulk, Results, Dead];

    /// <summary>Address to send to: an exchange, because sending to a queue would declare it without its arguments.</summary>
    public static Uri AddressOf(string queue) => new($"exchange:{queue}");

    /// <summary>Gives a receive endpoint its properties, whether anything consumes it here or not.</summary>
    /// <param name="queue">One of <see cref="All"/>.</param>
    /// <param name="endpoint">The endpoint on either transport.</param>
    public static void Configure(string queue, IReceiveEndpointConfigurator endpoint)
    {
        // Bound to the type of its message, each queue would get a copy of every job: jobs are sent to one queue by name.
        endpoint.ConfigureConsumeTopology = queue == Results && endpoint is not IRabbitMqReceiveEndpointConfigurator;
        if (endpoint is not IRabbitMqReceiveEndpointConfigurator rabbit) return;
        rabbit.SetQuorumQueue();
        switch (queue)
        {
            case Queues.Classify or Queues.ClassifyBulk:
                ConfigureJobs(rabbit);
                break;
            case Results:
                rabbit.Bind<ClassifyStarted>();
                rabbit.Bind<ClassifyCompleted>();
                rabbit.Bind<ClassifyFailed>();
                break;
        }
    }

    private static void ConfigureJobs(IRabbitMqReceiveEndpointConfigurator rabbit)
    {
        rabbit.SetQueueArgument("x-delivery-limit", DeliveryLimit);
        rabbit.BindDeadLetterQueue(Dead, Dead, dead => dead.SetQuorumQueue());

        // Dead-lettering confirms only with this strategy, which the broker grants only to queues that refuse what is too much.
        rabbit.SetQueueArgument("x-dead-letter-strategy", "at-least-once");
        rabbit.SetQueueArgument("x-overflow", "reject-publish");
        rabbit.SetQueueArgument("x-max-length", MaxLength);

        // What cannot be handled goes back and, at the limit, to the one dead-letter queue. Otherwise MassTransit would make
        // an _error and a _skipped queue with a copy of these arguments, and the limit would eat what is looked at there.
        rabbit.RethrowFaultedMessages();
        rabbit.ThrowOnSkippedMessages();
    }
}
