namespace GenreQueue.Worker.Tests;

public sealed class PrioritySemaphoreTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_interactive_job_goes_before_bulk_jobs_that_came_earlier()
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
    public async Task A_bulk_job_that_ran_out_of_patience_goes_before_an_interactive_one()
    {
        var time = new ManualTime();
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
    public async Task A_canceled_waiter_leaves_its_turn_to_the_next()
    {
        var gate = new PrioritySemaphore(1, TimeProvider.System);
        var running = await gate.EnterAsync(bulk: false, Token);
        using var givesUp = new CancellationTokenSource();
        var canceled = gate.EnterAsync(bulk: false, givesUp.Token);
        var next = gate.EnterAsync(bulk: false, Token);

        await givesUp.CancelAsync();
        running.Dispose();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => canceled);
        (await next).Dispose();
    }

    [Fact]
    public async Task Never_more_run_than_there_are_slots_and_a_slot_is_given_back_once()
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

    private sealed class ManualTime : TimeProvider
    {
        private long _now;

        public override long GetTimestamp() => _now;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public void Advance(TimeSpan by) => _now += by.Ticks;
    }
}
