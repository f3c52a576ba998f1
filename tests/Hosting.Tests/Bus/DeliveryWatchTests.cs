using GenreQueue.Hosting.Bus;
using Microsoft.Extensions.Time.Testing;

namespace GenreQueue.Hosting.Tests.Bus;

public sealed class DeliveryWatchTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(120);
    private readonly FakeTimeProvider _time = new();
    private readonly BusActivity _activity = new();
    private readonly DeliveryWatch _watch;
    private readonly QueueActivity _queue;
    private uint? _ready;

    public DeliveryWatchTests()
    {
        _activity.AddQueue("classify", concurrency: 2);
        _queue = Assert.Single(_activity.Queues);
        _watch = new DeliveryWatch(_activity, CountAsync, _time);
    }

    [Fact]
    public async Task A_queue_that_holds_messages_and_delivers_none_has_stalled()
    {
        _queue.Begin(new object());
        _ready = 1;
        Assert.Null(await FindAfterAsync(seconds: 0));
        Assert.Null(await FindAfterAsync(seconds: 119));
        Assert.Equal("classify", await FindAfterAsync(seconds: 1));
    }

    [Fact]
    public async Task A_delivery_restarts_the_limit()
    {
        _ready = 1;
        await FindAfterAsync(seconds: 0);
        var delivery = new object();
        _queue.Begin(delivery);
        _queue.End(delivery);
        Assert.Null(await FindAfterAsync(seconds: 120));
        Assert.Null(await FindAfterAsync(seconds: 1));
        Assert.Equal("classify", await FindAfterAsync(seconds: 120));
    }

    [Fact]
    public async Task Messages_may_wait_while_all_handlers_of_this_process_are_busy()
    {
        _queue.Begin(new object());
        _queue.Begin(new object());
        _ready = 1;
        Assert.Null(await FindAfterAsync(seconds: 0));
        Assert.Null(await FindAfterAsync(seconds: 1_000));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(null)]
    public async Task An_empty_queue_or_a_broker_that_does_not_answer_restarts_the_limit(int? ready)
    {
        _ready = 1;
        await FindAfterAsync(seconds: 0);
        _ready = (uint?)ready;
        Assert.Null(await FindAfterAsync(seconds: 119));
        _ready = 1;
        Assert.Null(await FindAfterAsync(seconds: 119));
        Assert.Null(await FindAfterAsync(seconds: 119));
        Assert.Equal("classify", await FindAfterAsync(seconds: 1));
    }

    private Task<string?> FindAfterAsync(int seconds)
    {
        _time.Advance(TimeSpan.FromSeconds(seconds));
        return _watch.FindStalledAsync(Limit, TestContext.Current.CancellationToken);
    }

    private Task<IReadOnlyDictionary<string, uint>?> CountAsync(IEnumerable<string> queues, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyDictionary<string, uint>?>(_ready is { } ready ? queues.ToDictionary(queue => queue, _ => ready) : null);
}
