using Microsoft.Extensions.Time.Testing;

namespace GenreQueue.Worker.Tests;

public sealed class PrioritySemaphoreTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_interactive_job_goes_before_bulk_jobs_that_arrived_earlier()
    {
        var gate = new PrioritySemaphore(1, TimeProvider.System);
        var running = await gate.EnterAsync(bulk: true, Token);
        var bulk = gate.EnterAsync(bulk: true, Token);
        var interactive = gate.EnterAsync(bulk: false, Token);

        running.Dispose();
        var first = await Task.WhenAny(bulk, interactive);

        Assert.Same(interactive, first);
        Assert.False(bulk.IsCompleted);
        (await interactive).Dispose();
        (await bulk).Dispose();
    }

    [Fact]
    public async Task A_bulk_job_that_has_waited_for_the_limit_goes_before_an_interactive_one()
    {
        var time = new FakeTimeProvider();
        var gate = new PrioritySemaphore(1, time);
        var running = await gate.EnterAsync(bulk: false, Token);
        var bulk = gate.EnterAsync(bulk: true, Token);
        time.Advance(PrioritySemaphore.BulkWaitLimit);
        var interactive = gate.EnterAsync(bulk: false, Token);

        running.Dispose();
        var first = await Task.WhenAny(bulk, interactive);

        Assert.Same(bulk, first);
    }

    [Fact]
    public async Task A_canceled_waiter_does_not_use_up_a_slot()
    {
        var gate = new PrioritySemaphore(1, TimeProvider.System);
        var running = await gate.EnterAsync(bulk: false, Token);
        using var cancellation = new CancellationTokenSource();
        var canceled = gate.EnterAsync(bulk: false, cancellation.Token);
        var next = gate.EnterAsync(bulk: false, Token);

        await cancellation.CancelAsync();
        running.Dispose();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => canceled);
        (await next).Dispose();
    }

    [Fact]
    public async Task No_more_jobs_run_than_there_are_slots_and_a_slot_is_released_only_once()
    {
        const int slots = 3;
        var gate = new PrioritySemaphore(slots, TimeProvider.System);
        int running = 0, most = 0;

        await Parallel.ForEachAsync(Enumerable.Range(0, 500), new ParallelOptions { MaxDegreeOfParallelism = 32, CancellationToken = Token }, async (n, cancellationToken) =>
        {
            var slot = await gate.EnterAsync(bulk: n % 2 == 0, cancellationToken);
            InterlockedMax(ref most, Interlocked.Increment(ref running));
            await Task.Yield();
            Interlocked.Decrement(ref running);
            slot.Dispose();
            slot.Dispose();
        });

        Assert.InRange(most, 1, slots);
    }

    [Fact]
    public async Task A_job_that_runs_alone_waits_for_the_running_ones_and_keeps_new_ones_out()
    {
        var gate = new PrioritySemaphore(2, TimeProvider.System);
        var (first, second) = (await gate.EnterAsync(bulk: false, Token), await gate.EnterAsync(bulk: true, Token));
        var alone = gate.EnterAloneAsync(Token);
        var later = gate.EnterAsync(bulk: false, Token);

        first.Dispose();
        Assert.False(alone.IsCompleted || later.IsCompleted);
        second.Dispose();
        var slots = await alone;
        Assert.False(later.IsCompleted);

        slots.Dispose();
        slots.Dispose();
        (await later).Dispose();
        (await gate.EnterAloneAsync(Token)).Dispose();
    }

    [Fact]
    public async Task Jobs_that_have_waited_go_between_two_that_run_alone()
    {
        var gate = new PrioritySemaphore(2, TimeProvider.System);
        var running = await gate.EnterAloneAsync(Token);
        var next = gate.EnterAloneAsync(Token);
        var shared = Enumerable.Range(0, 3).Select(_ => gate.EnterAsync(bulk: true, Token)).ToArray();

        running.Dispose();
        foreach (var slot in await Task.WhenAll(shared[..2]))
        {
            Assert.False(next.IsCompleted || shared[2].IsCompleted);
            slot.Dispose();
        }
        (await next).Dispose();
        (await shared[2]).Dispose();
    }

    [Fact]
    public async Task A_canceled_wait_for_all_slots_lets_the_other_jobs_in()
    {
        var gate = new PrioritySemaphore(2, TimeProvider.System);
        using var running = await gate.EnterAsync(bulk: false, Token);
        using var cancellation = new CancellationTokenSource();
        var alone = gate.EnterAloneAsync(cancellation.Token);
        var shared = gate.EnterAsync(bulk: false, Token);
        Assert.False(shared.IsCompleted);

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => alone);
        (await shared).Dispose();
    }

    [Fact]
    public async Task Nothing_runs_beside_a_job_that_runs_alone_and_every_job_runs()
    {
        var gate = new PrioritySemaphore(3, TimeProvider.System);
        int shared = 0, alone = 0, done = 0;

        await Parallel.ForEachAsync(Enumerable.Range(0, 1_000), new ParallelOptions { MaxDegreeOfParallelism = 32, CancellationToken = Token }, async (n, cancellationToken) =>
        {
            var isAlone = n % 4 == 0;
            using var slot = isAlone ? await gate.EnterAloneAsync(cancellationToken) : await gate.EnterAsync(bulk: n % 2 == 0, cancellationToken);
            if (isAlone) Assert.Equal(1, Interlocked.Increment(ref alone));
            else Interlocked.Increment(ref shared);
            Assert.True(isAlone ? Volatile.Read(ref shared) == 0 : Volatile.Read(ref alone) == 0);
            await Task.Yield();
            Interlocked.Increment(ref done);
            if (isAlone) Interlocked.Decrement(ref alone);
            else Interlocked.Decrement(ref shared);
        });

        Assert.Equal(1_000, done);
    }

    private static void InterlockedMax(ref int target, int value)
    {
        for (var seen = target; value > seen;)
        {
            var before = Interlocked.CompareExchange(ref target, value, seen);
            if (before == seen) return;
            seen = before;
        }
    }
}
