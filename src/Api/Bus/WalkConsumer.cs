using GenreQueue.Api.Libraries;
using GenreQueue.Contracts;
using GenreQueue.Hosting.Bus;
using MassTransit;

namespace GenreQueue.Api.Bus;

/// <summary>Walks the libraries. The row of a walk is its outbox, so a message may be lost or acknowledged after a failure: it is sent again.</summary>
public sealed class WalkConsumer(LibraryWalker walker, ILogger<WalkConsumer> logger) : IConsumer<WalkLibrary>
{
    /// <inheritdoc/>
    public async Task Consume(ConsumeContext<WalkLibrary> context)
    {
        if (MessageRules.FaultOf(context.Message) is { } fault) throw new InvalidMessageException(fault);
        try
        {
            await walker.WalkAsync(context.Message.BatchId, context.CancellationToken);
        }
        catch (Exception exception) when (!context.CancellationToken.IsCancellationRequested)
        {
            logger.LogWarning(exception, "The walk of batch {BatchId} was interrupted and will be repeated", context.Message.BatchId);
        }
    }
}
