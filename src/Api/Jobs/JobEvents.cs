using System.Threading.Channels;
using GenreQueue.Api.Store;
using GenreQueue.Contracts;

namespace GenreQueue.Api.Jobs;

/// <summary>
/// Announces committed rows inside this process: queued jobs to the relay, changes to their publisher. The channels are bounded and
/// drop what is not read in time: the rows are authoritative, and the relay sweeps them.
/// </summary>
public sealed class JobEvents
{
    private const int Capacity = 10_000;

    private readonly Dictionary<Priority, Channel<Job>> _queued = Enum.GetValues<Priority>().ToDictionary(
        priority => priority,
        _ => Channel.CreateBounded<Job>(new BoundedChannelOptions(Capacity) { FullMode = BoundedChannelFullMode.DropWrite }));

    private readonly Channel<JobChanged> _changes = Channel.CreateBounded<JobChanged>(
        new BoundedChannelOptions(Capacity) { FullMode = BoundedChannelFullMode.DropOldest });

    /// <summary>Changes to publish to all API instances.</summary>
    public ChannelReader<JobChanged> Changes => _changes.Reader;

    /// <summary>Jobs of one priority to publish at once.</summary>
    public ChannelReader<Job> QueuedOf(Priority priority) => _queued[priority].Reader;

    /// <summary>Announces a job whose row is committed and whose message is not published yet.</summary>
    public void Queued(Job job) => _queued[job.Priority].Writer.TryWrite(job);

    /// <summary>Announces committed changes.</summary>
    public void Changed(IEnumerable<JobChanged> changes)
    {
        foreach (var change in changes) _changes.Writer.TryWrite(change);
    }
}
