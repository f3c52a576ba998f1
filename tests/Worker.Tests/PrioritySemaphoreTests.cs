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
