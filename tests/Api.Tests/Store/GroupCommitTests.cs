using System.Threading.Channels;
using GenreQueue.Api.Store;

namespace GenreQueue.Api.Tests.Store;

public sealed class GroupCommitTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Items_that_arrive_during_a_commit_are_committed_together()
    {
        var first = new TaskCompletionSource();
        var groups = new List<int[]>();
        await using var commits = new GroupCommit<int>(100, 100, async items =>
        {
            groups.Add([.. items]);
            if (groups.Count == 1) await first.Task;
        });
        var added = new List<Task> { commits.AddAsync(0, Cancellation) };
        await Until.TrueAsync(() => groups.Count == 1);
        added.AddRange(Enumerable.Range(1, 9).Select(n => commits.AddAsync(n, Cancellation)));
        Assert.DoesNotContain(added, task => task.IsCompleted);

        first.SetResult();
        await Task.WhenAll(added);
        Assert.Equal([[0], [1, 2, 3, 4, 5, 6, 7, 8, 9]], groups);
    }

    [Fact]
    public async Task Group_is_closed_when_its_weight_is_reached()
    {
        var first = new TaskCompletionSource();
        var groups = new List<int[]>();
        await using var commits = new GroupCommit<int>(100, maxWeight: 10, async items =>
        {
            groups.Add([.. items]);
            if (groups.Count == 1) await first.Task;
        }, weigh: item => item);
        var added = new List<Task> { commits.AddAsync(1, Cancellation) };
        await Until.TrueAsync(() => groups.Count == 1);
        added.AddRange(new[] { 4, 4, 4, 4 }.Select(n => commits.AddAsync(n, Cancellation)));
        first.SetResult();
        await Task.WhenAll(added);
        Assert.Equal([[1], [4, 4, 4], [4]], groups);
    }

    [Fact]
    public async Task Faulty_item_fails_alone()
    {
        var first = new TaskCompletionSource();
        await using var commits = new GroupCommit<int>(100, 100, async items =>
        {
            await first.Task;
            if (items.Contains(3)) throw new InvalidDataException("3");
        });
        var added = Enumerable.Range(0, 6).Select(n => commits.AddAsync(n, Cancellation)).ToList();
        first.SetResult();
        await Assert.ThrowsAsync<InvalidDataException>(() => Task.WhenAll(added));
        Assert.Equal([false, false, false, true, false, false], added.Select(task => task.IsFaulted));
    }

    [Fact]
    public async Task Group_that_must_not_be_split_fails_as_a_whole()
    {
        var first = new TaskCompletionSource();
        var calls = 0;
        await using var commits = new GroupCommit<int>(100, 100, async items =>
        {
            calls++;
            await first.Task;
            throw new IOException("The database is unavailable.");
        }, canSplit: exception => exception is InvalidDataException);
        var added = new List<Task> { commits.AddAsync(0, Cancellation) };
        await Until.TrueAsync(() => calls == 1);
        added.AddRange(Enumerable.Range(1, 5).Select(n => commits.AddAsync(n, Cancellation)));
        first.SetResult();
        await Assert.ThrowsAsync<IOException>(() => Task.WhenAll(added));
        Assert.All(added, task => Assert.True(task.IsFaulted));
        Assert.Equal(2, calls);
    }

    [Fact]
    public async Task Disposal_commits_the_queued_items_and_refuses_further_ones()
    {
        var committed = 0;
        var commits = new GroupCommit<int>(100, 100, async items =>
        {
            await Task.Yield();
            committed += items.Count;
        });
        var added = Enumerable.Range(0, 50).Select(n => commits.AddAsync(n, Cancellation)).ToList();
        await commits.DisposeAsync();
        await Task.WhenAll(added);
        Assert.Equal(50, committed);
        await Assert.ThrowsAsync<ChannelClosedException>(() => commits.AddAsync(50, Cancellation));
    }
}
