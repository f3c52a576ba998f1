using GenreQueue.Contracts;
using Microsoft.AspNetCore.SignalR;

namespace GenreQueue.Api.Hub;

/// <summary>Methods that the hub calls on clients.</summary>
public interface IJobsClient
{
    /// <summary>The stored state of a watched job has changed. After each (re)connect, clients must read the job over HTTP, because earlier changes are not repeated.</summary>
    Task JobChanged(JobChanged change);
}

/// <summary>Pushes job changes to subscribed connections.</summary>
public sealed class JobsHub(JobWatchers watchers) : Hub<IJobsClient>
{
    /// <summary>Path of the hub.</summary>
    public const string Path = "/hubs/jobs";

    /// <summary>Subscribes to a job.</summary>
    public Task WatchJob(Guid id) => Watch(JobWatchers.JobGroup(id));

    /// <summary>Unsubscribes from a job.</summary>
    public Task UnwatchJob(Guid id) => Unwatch(JobWatchers.JobGroup(id));

    /// <summary>Subscribes to all jobs of a batch.</summary>
    public Task WatchBatch(Guid id) => Watch(JobWatchers.BatchGroup(id));

    /// <summary>Unsubscribes from a batch.</summary>
    public Task UnwatchBatch(Guid id) => Unwatch(JobWatchers.BatchGroup(id));

    /// <summary>Subscribes to all jobs.</summary>
    public Task WatchAll() => Watch(JobWatchers.AllGroup);

    /// <summary>Unsubscribes from all jobs; subscriptions to single jobs and batches remain.</summary>
    public Task UnwatchAll() => Unwatch(JobWatchers.AllGroup);

    /// <inheritdoc/>
    public override Task OnDisconnectedAsync(Exception? exception)
    {
        watchers.Forget(Context.ConnectionId);
        return base.OnDisconnectedAsync(exception);
    }

    private Task Watch(string group)
    {
        if (!watchers.TryAdd(Context.ConnectionId, group))
            throw new HubException($"A connection can have at most {JobWatchers.MaxPerConnection} subscriptions; watch a batch or all jobs instead.");
        return Groups.AddToGroupAsync(Context.ConnectionId, group, Context.ConnectionAborted);
    }

    private Task Unwatch(string group)
    {
        watchers.Remove(Context.ConnectionId, group);
        return Groups.RemoveFromGroupAsync(Context.ConnectionId, group, Context.ConnectionAborted);
    }
}
