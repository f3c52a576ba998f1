using GenreQueue.Contracts;
using Microsoft.AspNetCore.SignalR;

namespace GenreQueue.Api.Hub;

/// <summary>What the hub calls on its clients.</summary>
public interface IJobsClient
{
    /// <summary>The stored state of a watched job has changed. After a (re)connect the client reads the job over HTTP.</summary>
    Task JobChanged(JobChanged change);
}

/// <summary>Pushes changes of jobs to those who watch them.</summary>
public sealed class JobsHub(JobWatchers watchers) : Hub<IJobsClient>
{
    /// <summary>Where the hub is.</summary>
    public const string Path = "/hubs/jobs";

    /// <summary>Begins to watch one job.</summary>
    public Task WatchJob(Guid id) => Watch(JobWatchers.JobGroup(id));

    /// <summary>Stops watching one job.</summary>
    public Task UnwatchJob(Guid id) => Unwatch(JobWatchers.JobGroup(id));

    /// <summary>Begins to watch all jobs of a batch.</summary>
    public Task WatchBatch(Guid id) => Watch(JobWatchers.BatchGroup(id));

    /// <summary>Stops watching a batch.</summary>
    public Task UnwatchBatch(Guid id) => Unwatch(JobWatchers.BatchGroup(id));

    /// <summary>Begins to watch every job.</summary>
    public Task WatchAll() => Watch(JobWatchers.AllGroup);

    /// <summary>Stops watching every job; single jobs and batches stay watched.</summary>
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
            throw new HubException($"One connection can watch {JobWatchers.MaxPerConnection} things at most: watch a batch, or all.");
        return Groups.AddToGroupAsync(Context.ConnectionId, group, Context.ConnectionAborted);
    }

    private Task Unwatch(string group)
    {
        watchers.Remove(Context.ConnectionId, group);
        return Groups.RemoveFromGroupAsync(Context.ConnectionId, group, Context.ConnectionAborted);
    }
}
