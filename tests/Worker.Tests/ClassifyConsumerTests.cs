using GenreQueue.Analysis.Decoding;
using GenreQueue.Contracts;
using GenreQueue.Fixtures.Classification;
using Microsoft.Extensions.Time.Testing;

namespace GenreQueue.Worker.Tests;

public sealed class ClassifyConsumerTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Queues.Classify, false)]
    [InlineData(Queues.ClassifyBulk, false)]
    [InlineData(Queues.ClassifyAlone, true)]
    public async Task A_job_of_each_queue_is_reported_as_started_and_completed(string queue, bool alone)
    {
        await using var worker = await WorkerHarness.StartAsync(FakeClassifier.Jazz());

        var id = await worker.RequestAsync(queue);

        var completed = await worker.PublishedAsync<ClassifyCompleted>(m => m.JobId == id);
        Assert.Equal("jazz", completed.Result.Value);
        Assert.Equal(WorkerIdentity.Current, completed.Worker);
        var started = await worker.PublishedAsync<ClassifyStarted>(m => m.JobId == id);
        Assert.True(started.StartedAt <= completed.CompletedAt);
        Assert.Equal(alone, started.Alone);
    }

    [Fact]
    public async Task A_permanent_error_fails_the_job_at_the_first_attempt()
    {
        var classifier = FakeClassifier.Jazz((_, _) => throw new AudioException(ErrorCodes.Corrupt, "The file is damaged."));
        await using var worker = await WorkerHarness.StartAsync(classifier);

        var id = await worker.RequestAsync();

        var failed = await worker.PublishedAsync<ClassifyFailed>(m => m.JobId == id);
        Assert.Equal((ErrorCodes.Corrupt, "The file is damaged."), (failed.Code, failed.Message));
        Assert.Equal(1, classifier.Calls);
    }

    [Fact]
    public async Task An_unknown_model_fails_the_job_as_unknown_model()
    {
        await using var worker = await WorkerHarness.StartAsync(FakeClassifier.Jazz((_, _) => throw new KeyNotFoundException("There is no model x.")));

        var id = await worker.RequestAsync();

        Assert.Equal(ErrorCodes.UnknownModel, (await worker.PublishedAsync<ClassifyFailed>(m => m.JobId == id)).Code);
    }

    [Fact]
    public async Task A_missing_upload_fails_the_job_as_upload_gone()
    {
        var classifier = FakeClassifier.Jazz();
        await using var worker = await WorkerHarness.StartAsync(classifier);

        var id = await worker.RequestAsync(Guid.NewGuid().ToString("N"), Queues.Classify);

        Assert.Equal(ErrorCodes.UploadGone, (await worker.PublishedAsync<ClassifyFailed>(m => m.JobId == id)).Code);
        Assert.Equal(0, classifier.Calls);
    }

    [Fact]
    public async Task A_job_that_exceeds_its_time_limit_fails_as_job_timeout()
    {
        var classifier = FakeClassifier.Jazz((_, cancellationToken) => Task.Delay(Timeout.Infinite, cancellationToken));
        await using var worker = await WorkerHarness.StartAsync(classifier, options => options.JobTimeoutSeconds = 1);

        var id = await worker.RequestAsync();

        Assert.Equal(ErrorCodes.JobTimeout, (await worker.PublishedAsync<ClassifyFailed>(m => m.JobId == id)).Code);
    }

    [Fact]
    public async Task A_transient_error_is_retried()
    {
        var calls = 0;
        var classifier = FakeClassifier.Jazz((_, _) => ++calls < 3 ? throw new IOException("The disk is not available.") : Task.CompletedTask);
        await using var worker = await WorkerHarness.StartAsync(classifier);

        var id = await worker.RequestAsync();

        await worker.PublishedAsync<ClassifyCompleted>(m => m.JobId == id);
        Assert.Equal(3, classifier.Calls);
    }

    [Fact]
    public async Task A_retry_after_a_transient_error_is_no_further_start_alone()
    {
        var calls = 0;
        var classifier = FakeClassifier.Jazz((_, _) => ++calls < 3 ? throw new IOException("The disk is not available.") : Task.CompletedTask);
        await using var worker = await WorkerHarness.StartAsync(classifier);

        var id = await worker.RequestAsync(Queues.ClassifyAlone);

        await worker.PublishedAsync<ClassifyCompleted>(m => m.JobId == id);
        Assert.Equal([true, false, false], worker.Bus.Published.Select<ClassifyStarted>(Token).Select(m => m.Context.Message.Alone));
    }

    [Fact]
    public async Task An_error_that_persists_fails_the_job_as_internal_error_without_details()
    {
        var classifier = FakeClassifier.Jazz((_, _) => throw new IOException("/secret/path is not available."));
        await using var worker = await WorkerHarness.StartAsync(classifier);

        var id = await worker.RequestAsync();

        var failed = await worker.PublishedAsync<ClassifyFailed>(m => m.JobId == id);
        Assert.Equal(ErrorCodes.InternalError, failed.Code);
        Assert.DoesNotContain("secret", failed.Message, StringComparison.Ordinal);
        Assert.Equal(4, classifier.Calls);
    }

    [Fact]
    public async Task A_classifier_that_ignores_its_time_limit_is_visible_to_the_watchdog()
    {
        var time = new FakeTimeProvider();
        var release = new TaskCompletionSource();
        var classifier = FakeClassifier.Jazz((_, _) => release.Task);
        await using var worker = await WorkerHarness.StartAsync(classifier, options => options.JobTimeoutSeconds = 60, time);

        var id = await worker.RequestAsync();
        await Until.TrueAsync(() => classifier.Calls == 1);
        time.Advance(TimeSpan.FromSeconds(89));
        Assert.False(worker.Deadlines.AnyPassed);
        time.Advance(TimeSpan.FromSeconds(2));
        Assert.True(worker.Deadlines.AnyPassed);

        release.SetResult();
        await worker.PublishedAsync<ClassifyCompleted>(m => m.JobId == id);
        Assert.False(worker.Deadlines.AnyPassed);
    }
}
