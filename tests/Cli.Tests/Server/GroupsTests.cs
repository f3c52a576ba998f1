using System.Threading.Channels;
using GenreQueue.Cli.Server;

namespace GenreQueue.Cli.Tests.Server;

public sealed class GroupsTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Items_that_are_there_come_in_full_groups()
    {
        var groups = await Groups.OfAsync(Enumerable.Range(0, 7).ToAsyncEnumerable(), 3, TimeSpan.FromMinutes(1), Cancellation).ToListAsync(Cancellation);
        Assert.Equal([[0, 1, 2], [3, 4, 5], [6]], groups);
    }

    [Fact]
    public async Task A_group_does_not_wait_for_an_item_that_is_late()
    {
        var items = Channel.CreateUnbounded<int>();
        items.Writer.TryWrite(1);
        var groups = Groups.OfAsync(items.Reader.ReadAllAsync(Cancellation), 3, TimeSpan.FromMilliseconds(10), Cancellation).GetAsyncEnumerator(Cancellation);
        Assert.True(await groups.MoveNextAsync());
        Assert.Equal([1], groups.Current);
        items.Writer.TryWrite(2);
        items.Writer.Complete();
        Assert.True(await groups.MoveNextAsync());
        Assert.Equal([2], groups.Current);
        Assert.False(await groups.MoveNextAsync());
        await groups.DisposeAsync();
    }

    [Fact]
    public async Task An_error_of_the_source_comes_after_the_items_before_it()
    {
        var items = Channel.CreateUnbounded<int>();
        items.Writer.TryWrite(1);
        items.Writer.Complete(new IOException("broken"));
        await Assert.ThrowsAsync<IOException>(async () => await Groups.OfAsync(items.Reader.ReadAllAsync(Cancellation), 3, TimeSpan.Zero, Cancellation).ToListAsync(Cancellation));
    }
}
