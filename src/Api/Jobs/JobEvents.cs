using System.Threading.Channels;
using GenreQueue.Api.Store;
using GenreQueue.Contracts;

namespace GenreQueue.Api.Jobs;

/// <summary>Where the REST part says what it has committed: new rows to publish, and changes to tell watchers of.
/// Both channels drop what nobody fetches in time: the rows are the truth, and the relay looks at them again.</summary>
public sealed class JobEvents
{
    private readonly Channel<Job> _queued = Channel.CreateBounded<Job>(
        new BoundedChannelOptions(10_000) { FullMode = BoundedChannelFullMode.DropWrite });

    private readonly Channel<JobChanged> _changes = Channel.CreateBounded<JobChanged>(
        new BoundedChannelOptions(10_000) { FullMode = BoundedChannelFullMode.DropOldest });

    /// <summary>Jobs whose message this instance should publish at once.</summary>
    public ChannelReader<Job> QueuedReader => _queued.Reader;

    /// <summary>Changes that were stored by a request and not by the results consumer.</summary>
    public ChannelReader<JobChanged> ChangesReader => _changes.Reader;

    public void Queued(Job job) => _queued.Writer.TryWrite(job);

    public void Changed(IEnumerable<JobChanged> facts)
    {
        foreach (var fact in facts) _changes.Writer.TryWrite(fact);
    }
}
