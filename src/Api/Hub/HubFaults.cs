using GenreQueue.Api.Problems;
using Microsoft.AspNetCore.SignalR;

namespace GenreQueue.Api.Hub;

/// <summary>Logs failed calls of the hub. SignalR's own log is off, because it logs every refusal and every malformed call as an error with its stack.</summary>
internal sealed class HubFaults(RefusalLog refusals, ILogger<HubFaults> logger) : IHubFilter
{
    private const string Refused = "too_many_watches";

    public async ValueTask<object?> InvokeMethodAsync(HubInvocationContext invocationContext, Func<HubInvocationContext, ValueTask<object?>> next)
    {
        try
        {
            return await next(invocationContext);
        }
        catch (HubException exception)
        {
            refusals.Refused(Refused, exception.Message);
            throw;
        }
        catch (Exception exception) when (!invocationContext.Context.ConnectionAborted.IsCancellationRequested)
        {
            logger.LogError(exception, "The hub method {Method} failed", invocationContext.HubMethodName);
            throw;
        }
    }
}
