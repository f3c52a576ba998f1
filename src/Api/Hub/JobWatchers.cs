using System.Collections.Concurrent;
using GenreQueue.Contracts;
using Microsoft.AspNetCore.SignalR;

namespace GenreQueue.Api.Hub;

/// <summary>The subscriptions on this instance. Changes without subscribers are not sent to SignalR.</summary>
public sealed class JobWatchers(IHubContext<JobsHub, IJobsClient> hub)
{
    /// <summary>Maximum number of subscriptions per connection.</summary>
    public const int MaxPerConnection = 10_000;

    internal const string AllGroup = "all";

    private readonly ConcurrentDictionary<string, HashSet<string>> _groups = new();
    private readonly ConcurrentDictionary<string, int> _watched = new();

    internal static string JobGroup(Guid id) => $"job:{id}";

    internal static string BatchGroup(Guid id) => $"batch:{id}";

    /// <summary>Pushes a change to the subscribers of the job, of its batch and of all jobs.</summary>
    public Task PushAsync(JobChanged change)
    {
        if (_watched.IsEmpty) return Task.CompletedTask;
        var groups = new List<string>(3);
        AddWatched(groups, AllGroup);
        AddWatched(groups, JobGroup(change.JobId));
        if (change.BatchId is { } batch) AddWatched(groups, BatchGroup(batch));
        return groups.Count == 0 ? Task.CompletedTask : hub.Clients.Groups(groups).JobChanged(change);
    }

    internal bool TryAdd(string connection, string group)
    {
        var groups = _groups.GetOrAdd(connection, _ => []);
        lock (groups)
        {
            if (groups.Count >= MaxPerConnection) return false;
            if (groups.Add(group)) _watched.AddOrUpdate(group, 1, (_, count) => count + 1);
            return true;
        }
    }

    internal void Remove(string connection, string group)
    {
        if (!_groups.TryGetValue(connection, out var groups)) return;
        lock (groups)
        {
            if (groups.Remove(group)) Release(group);
        }
    }

    internal void Forget(string connection)
    {
        if (!_groups.TryRemove(connection, out var groups)) return;
        lock (groups)
        {
            foreach (var group in groups) Release(group);
            groups.Clear();
        }
    }

    private void AddWatched(List<string> groups, string group)
    {
        if (_watched.ContainsKey(group)) groups.Add(group);
    }

    private void Release(string group)
    {
        // The entry is removed only if it is still zero, so that a concurrent subscription is not lost.
        if (_watched.AddOrUpdate(group, 0, (_, count) => count - 1) == 0)
            _watched.TryRemove(new KeyValuePair<string, int>(group, 0));
    }
}
