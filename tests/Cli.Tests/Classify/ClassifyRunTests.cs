using System.Collections.Concurrent;
using GenreQueue.Analysis.Classification;
using GenreQueue.Analysis.Decoding;
using GenreQueue.Cli.Classify;
using GenreQueue.Contracts;
using GenreQueue.Fixtures.Classification;

namespace GenreQueue.Cli.Tests.Classify;

public sealed class ClassifyRunTests
{
    private static readonly ClassifyOptions Options = new("gtzan-10");
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    [Theory, InlineData(0), InlineData(1), InlineData(500)]
    public async Task Results_are_in_the_order_of_the_files(int count)
    {
        var files = Enumerable.Range(0, count).Select(i => $"{i}.wav").ToList();
        var run = new ClassifyRun(FakeClassifier.Jazz(async (path, cancellationToken) => await Task.Delay(path.Length % 3, cancellationToken)), Options, jobs: 8);
        var results = await run.RunAsync(files, TestContext.Current.CancellationToken).ToListAsync(TestContext.Current.CancellationToken);
        Assert.Equal(files, results.Select(a => a.Path));
        Assert.All(results, result => Assert.Equal("jazz", result.Result!.Value));
    }

    [Fact]
    public async Task Exactly_as_many_files_as_jobs_are_processed_in_parallel()
    {
        int running = 0, most = 0;
        var all = new TaskCompletionSource();
        var classifier = FakeClassifier.Jazz(async (_, cancellationToken) =>
        {
            var now = Interlocked.Increment(ref running);
            InterlockedMax(ref most, now);
            if (now == 3) all.TrySetResult();
            await all.Task.WaitAsync(Deadline, cancellationToken);
            Interlocked.Decrement(ref running);
        });
        var files = Enumerable.Range(0, 60).Select(i => $"{i}.wav");
        await new ClassifyRun(classifier, Options, jobs: 3).RunAsync(files, TestContext.Current.CancellationToken).CountAsync(TestContext.Current.CancellationToken);
        Assert.Equal(3, most);
    }

    [Fact]
    public async Task Files_are_enumerated_only_up_to_the_bound_ahead_of_a_slow_one()
    {
        var enumerated = 0;
        var slow = new TaskCompletionSource();
        var others = new CountdownEvent(900);
        var classifier = FakeClassifier.Jazz(async (path, cancellationToken) =>
        {
            if (path == "0.wav") await slow.Task.WaitAsync(Deadline, cancellationToken);
            else if (!others.IsSet) others.Signal();
        });
        var files = Enumerable.Range(0, 100_000).Select(i =>
        {
            Interlocked.Increment(ref enumerated);
            return $"{i}.wav";
        });
        await using var results = new ClassifyRun(classifier, Options, jobs: 2).RunAsync(files, TestContext.Current.CancellationToken).GetAsyncEnumerator(TestContext.Current.CancellationToken);
        var first = results.MoveNextAsync();
        Assert.True(others.Wait(Deadline, TestContext.Current.CancellationToken));
        Assert.InRange(Volatile.Read(ref enumerated), 900, 2_100);
        slow.SetResult();
        Assert.True(await first);
    }

    [Fact]
    public async Task An_invalid_file_gives_an_error_and_the_others_are_classified()
    {
        var classifier = FakeClassifier.Jazz((path, _) => path switch
        {
            "bad.mp3" => throw new AudioException(ErrorCodes.Corrupt, "The MP3 frames are invalid."),
            "odd.mp3" => throw new FormatException("unknown format"),
            _ => Task.CompletedTask,
        });
        var results = await new ClassifyRun(classifier, Options, jobs: 2)
            .RunAsync(["a.mp3", "bad.mp3", "odd.mp3", "z.mp3"], TestContext.Current.CancellationToken).ToListAsync(TestContext.Current.CancellationToken);
        Assert.Equal(
            [null, new FileError(ErrorCodes.Corrupt, "The MP3 frames are invalid."), new FileError(ErrorCodes.InternalError, "FormatException: unknown format"), null],
            results.Select(a => a.Error));
    }

    [Fact]
    public async Task A_missing_library_ends_the_run_because_every_file_would_fail()
    {
        var run = new ClassifyRun(FakeClassifier.Jazz((_, _) => throw new DllNotFoundException("install libsvm3")), Options, jobs: 2);
        await Assert.ThrowsAsync<DllNotFoundException>(async () =>
            await run.RunAsync(Enumerable.Range(0, 100).Select(i => $"{i}"), TestContext.Current.CancellationToken).CountAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Canceling_yields_completed_files_and_no_failures_for_the_others()
    {
        using var interrupted = new CancellationTokenSource();
        var hanging = new TaskCompletionSource();
        var classifier = FakeClassifier.Jazz(async (path, cancellationToken) =>
        {
            if (path != "slow.wav") return;
            hanging.SetResult();
            await Task.Delay(Deadline, cancellationToken).ContinueWith(_ => throw new AudioException(ErrorCodes.DecoderCrashed, "killed"), TaskScheduler.Default);
        });
        var results = new ConcurrentQueue<ClassifiedFile>();
        var run = Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var file in new ClassifyRun(classifier, Options, jobs: 1).RunAsync(["a.wav", "slow.wav", "never.wav"], interrupted.Token)) results.Enqueue(file);
        });
        await hanging.Task.WaitAsync(Deadline, TestContext.Current.CancellationToken);
        await interrupted.CancelAsync();
        await run.WaitAsync(Deadline, TestContext.Current.CancellationToken);
        Assert.Equal(["a.wav"], results.Select(a => a.Path));
    }

    [Fact]
    public async Task Canceling_ends_a_run_that_waits_for_its_next_path()
    {
        using var interrupted = new CancellationTokenSource();
        using var never = new ManualResetEventSlim();
        IEnumerable<string> Paths()
        {
            yield return "a.wav";
            never.Wait();
        }
        var run = new ClassifyRun(FakeClassifier.Jazz(), Options, jobs: 1);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var file in run.RunAsync(Paths(), interrupted.Token)) await interrupted.CancelAsync();
        }).WaitAsync(Deadline, TestContext.Current.CancellationToken);
        never.Set();
    }

    private static void InterlockedMax(ref int target, int value)
    {
        for (var seen = Volatile.Read(ref target); seen < value; seen = Volatile.Read(ref target)) Interlocked.CompareExchange(ref target, value, seen);
    }
}
