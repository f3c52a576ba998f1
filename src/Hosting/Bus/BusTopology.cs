using GenreQueue.Contracts;
using MassTransit;

namespace GenreQueue.Hosting.Bus;

/// <summary>Names and arguments of the queues. Every process declares all of them, so that they exist before the first publish.</summary>
/// <remarks>
/// The broker never changes the arguments of an existing queue. Policies could be changed later, but they would require a
/// manual step on the broker, so the limits are arguments.
/// </remarks>
public static class BusTopology
{
    /// <summary>Queue of the reports of the workers.</summary>
    public const string Results = "results";

    /// <summary>Queue of the folders of libraries whose files are to be queued.</summary>
    public const string Walks = "walks";

    /// <summary>Dead-letter queue of the job queues.</summary>
    public const string Dead = "classify-dead";

    /// <summary>Dead-letter queue of <see cref="Results"/>.</summary>
    public const string DeadResults = "results-dead";

    /// <summary>Dead-letter queue of the dead-letter queues. It has no consumer: what is in it ended many processes.</summary>
    public const string Junk = "junk";

    /// <summary>
    /// How often a message may be redelivered before it is dead-lettered. A broker restart counts as one delivery too. A worker runs
    /// a message at its first delivery only, so a message comes this far only if workers end before they can return it.
    /// </summary>
    public const int DeliveryLimit = 5;

    /// <summary>
    /// How often a report or a dead letter may be redelivered before it is dead-lettered. A redelivery counts only if an API process
    /// ends or loses its connection while it holds the message, which happens to innocent messages at every restart, but not many
    /// times in a row; while the database is away a copy is sent instead. It is also the limit that RabbitMQ 4 sets by default.
    /// </summary>
    public const int StoringDeliveryLimit = 20;

    /// <summary>Messages per job queue; above this the broker rejects publishes, and jobs wait in the job table.</summary>
    public const int MaxLength = 100_000;

    /// <summary>All durable queues.</summary>
    public static IReadOnlyList<string> All { get; } = [Queues.Classify, Queues.ClassifyBulk, Queues.ClassifyAlone, Results, Walks, Dead, DeadResults, Junk];

    /// <summary>Address for sending to a queue. It names the exchange: MassTransit 8.5.12 declares a classic queue without arguments for <c>queue:</c>.</summary>
    public static Uri AddressOf(string queue) => new($"exchange:{queue}");

    /// <summary>Applies the arguments of a queue to its endpoint; an endpoint that is not one of <see cref="All"/> is left unchanged.</summary>
    /// <param name="queue">Name of the queue.</param>
    /// <param name="endpoint">The endpoint, on either transport.</param>
    public static void Configure(string queue, IReceiveEndpointConfigurator endpoint)
    {
        if (!All.Contains(queue)) return;

        // Jobs are sent to one queue by name. A binding by message type would copy every job to each of the queues.
        endpoint.ConfigureConsumeTopology = false;
        if (endpoint is not IRabbitMqReceiveEndpointConfigurator rabbit) return;
        rabbit.SetQuorumQueue();
        switch (queue)
        {
            case Queues.Classify or Queues.ClassifyBulk or Queues.ClassifyAlone:
                ConfigureJobs(rabbit);
                break;
            case Results:
                rabbit.Bind<ClassifyStarted>();
                rabbit.Bind<ClassifyReturned>();
                rabbit.Bind<ClassifyCompleted>();
                rabbit.Bind<ClassifyFailed>();
                ConfigureLimit(rabbit, StoringDeliveryLimit, DeadResults);
                break;
            case Dead or DeadResults or Walks:
                ConfigureLimit(rabbit, StoringDeliveryLimit, Junk);
                break;
        }
    }

    private static void ConfigureJobs(IRabbitMqReceiveEndpointConfigurator rabbit)
    {
        ConfigureLimit(rabbit, DeliveryLimit, Dead);
        rabbit.SetQueueArgument("x-max-length", MaxLength);

        // A message that cannot be handled is requeued and finally dead-lettered. MassTransit 8.5.12 would move it to an
        // _error or _skipped queue instead, declared with these arguments, whose limits would apply there as well.
        rabbit.RethrowFaultedMessages();
        rabbit.ThrowOnSkippedMessages();
    }

    // A delivery limit without a dead-letter exchange deletes messages, and RabbitMQ 4 has a limit by default.
    private static void ConfigureLimit(IRabbitMqReceiveEndpointConfigurator rabbit, int deliveryLimit, string deadLetterQueue)
    {
        rabbit.SetQueueArgument("x-delivery-limit", deliveryLimit);
        rabbit.SetQueueArgument("x-dead-letter-exchange", deadLetterQueue);

        // Only this strategy confirms dead-lettering, and the broker requires reject-publish for it.
        rabbit.SetQueueArgument("x-dead-letter-strategy", "at-least-once");
        rabbit.SetQueueArgument("x-overflow", "reject-publish");
    }
}
