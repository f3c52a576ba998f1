using GenreQueue.Analysis.Decoding;
using GenreQueue.Contracts;
using GenreQueue.Fixtures.Classification;

namespace GenreQueue.Worker.Tests;

public sealed class ClassifyRequestedConsumerTests
{
    [Theory]
    [InlineData(Queues.Classify)]
    [InlineData(Queues.ClassifyBulk)]
    public async Task A_job_of_either_queue_is_started_and_completed_by_this_worker(string queue)
    {
        await using var worker = await WorkerHarness.StartAsync(FakeClassifier.Jazz());

        var id = await worker.RequestAsync(queue);

        var completed = await worker.PublishedAsync<ClassifyCompleted>(m => m.JobId == id);
        Assert.Equal("jazz", completed.Result.Value);
        Assert.Equal(WorkerIdentity.Current, completed.Worker);
        var started = await worker.PublishedAsync<ClassifyStarted>(m => m.JobId == id);
        Assert.True(started.StartedAt <= completed.CompletedAt);
    }

    [Fact]
    public async Task A_file_that_can_never_work_fails_with_its_code_at_the_first_try()
    {
        var classifier = FakeClassifier.Jazz((_, _) => throw new AudioException(ErrorCodes.Corrupt, "The file is damaged."));
        await using var worker = await WorkerHarness.StartAsync(classifier);

        var id = await worker.RequestAsync();

        var failed = await worker.PublishedAsync<ClassifyFailed>(m => m.JobId == id);
        Assert.Equal((ErrorCodes.Corrupt, "The file is damaged."), (failed.Code, failed.Message));
        Assert.Equal(1, classifier.Calls);
    }

    [Fact]
    public async Task A_model_that_no_worker_has_fails_as_unknown_model()
    {
        await using var worker = await WorkerHarness.StartAsync(FakeClassifier.Jazz((_, _) => throw new KeyNotFoundException("There is no model x.")));

        var id = await worker.RequestAsync();

        Assert.Equal(ErrorCodes.UnknownModel, (await worker.PublishedAsync<ClassifyFailed>(m => m.JobId == id)).Code);
    }

    [Fact]
    public async Task An_upload_that_is_no_longer_there_fails_as_upload_gone()
    {
        var classifier = FakeClassifier.Jazz();
        await using var worker = await WorkerHarness.StartAsync(classifier);

        var id = await worker.RequestAsync(Guid.NewGuid().ToString("N"), Queues.Classify);

        Assert.Equal(ErrorCodes.UploadGone, (await worker.PublishedAsync<ClassifyFailed>(m => m.JobId == id)).Code);
        Assert.Equal(0, classifier.Calls);
    }

    [Fact]
    public async Task A_job_over_its_limit_fails_as_job_timeout()
    {
        var classifier = FakeClassifier.Jazz((_, cancellationToken) => Task.Delay(Timeout.Infinite, cancellationToken));
        await using var worker = await WorkerHarness.StartAsync(classifier, options => options.JobTimeoutSeconds = 1);

        var id = await worker.RequestAsync();

        Assert.Equal(ErrorCodes.JobTimeout, (await worker.PublishedAsync<ClassifyFailed>(m => m.JobId == id)).Code);
    }

    [Fact]
    public async Task A_fault_that_passes_is_tried_again()
    {
        var calls = 0;
        var classifier = FakeClassifier.Jazz((_, _) => ++calls < 3 ? throw new IOException("The disk is away.") : Task.CompletedTask);
        await using var worker = await WorkerHarness.StartAsync(classifier);

        var id = await worker.RequestAsync();

        await worker.PublishedAsync<ClassifyCompleted>(m => m.JobId == id);
        Assert.Equal(3, classifier.Calls);
    }

    [Fact]
    public async Task A_fault_that_stays_fails_as_internal_error_without_its_details()
    {
        var classifier = FakeClassifier.Jazz((_, _) => throw new IOException("/secret/path is away."));
        await using var worker = await WorkerHarness.StartAsync(classifier);

        var id = await worker.RequestAsync();

        var failed = await worker.PublishedAsync<ClassifyFailed>(m => m.JobId == id);
        Assert.Equal(ErrorCodes.InternalError, failed.Code);
        Assert.DoesNotContain("secret", failed.Message, StringComparison.Ordinal);
        Assert.Equal(4, classifier.Calls);
    }
}
