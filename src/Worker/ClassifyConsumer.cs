using GenreQueue.Analysis.Classification;
using GenreQueue.Analysis.Decoding;
using GenreQueue.Contracts;
using GenreQueue.Hosting.Bus;
using MassTransit;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace GenreQueue.Worker;

/// <summary>Dependencies of the job consumers.</summary>
public sealed record ClassifyServices(
    IGenreClassifier Classifier,
    UploadReader Uploads,
    ResultPublisher Results,
    PrioritySemaphore Slots,
    HandlerDeadlines Deadlines,
    IOptions<WorkerOptions> Options,
    TimeProvider Time,
    ILogger<ClassifyConsumer> Log);

/// <summary>
/// Classifies one upload and publishes the result. A job may be delivered more than once: results are keyed by the job, and only
/// the first final one is stored.
/// </summary>
/// <param name="services">Shared by all consumers of the process.</param>
/// <param name="bulk">Whether the job comes from the queue of bulk runs.</param>
public abstract class ClassifyConsumer(ClassifyServices services, bool bulk) : IConsumer<ClassifyRequested>
{
    /// <inheritdoc/>
    public async Task Consume(ConsumeContext<ClassifyRequested> context)
    {
        var job = context.Message;
        if (MessageRules.FaultOf(job) is { } fault)
        {
            await RejectAsync(context, fault);
            return;
        }
        using var scope = services.Log.BeginScope(new Dictionary<string, object> { ["JobId"] = job.JobId });
        try
        {
            await using var upload = await services.Uploads.OpenAsync(job.UploadKey, context.CancellationToken);
            await ClassifyAsync(context, upload.Path);
        }
        catch (FileNotFoundException)
        {
            await FailAsync(context, ErrorCodes.UploadGone, "The upload no longer exists.");
        }
        catch (Exception exception) when (CanRetry(exception, context))
        {
            services.Log.LogWarning(exception, "Attempt {Attempt} at job {JobId} failed, retrying", context.GetRetryAttempt() + 1, job.JobId);
            throw;
        }
        catch (Exception exception) when (exception is not ResultNotPublishedException && !context.CancellationToken.IsCancellationRequested)
        {
            services.Log.LogError(exception, "Job {JobId} failed after all attempts", job.JobId);
            await FailAsync(context, ErrorCodes.InternalError, "The service could not analyse this file, after several attempts.");
        }
    }

    private async Task RejectAsync(ConsumeContext<ClassifyRequested> context, string fault)
    {
        if (context.Message.JobId == Guid.Empty) throw new InvalidMessageException(fault);
        services.Log.LogError("The message of job {JobId} is invalid: {Fault}", context.Message.JobId, fault);
        await FailAsync(context, ErrorCodes.InternalError, "The message of this job is invalid.");
    }

    private bool CanRetry(Exception exception, ConsumeContext context) =>
        exception is not ResultNotPublishedException
        && !context.CancellationToken.IsCancellationRequested
        && context.GetRetryAttempt() < services.Options.Value.RetryPauses.Length;

    private async Task ClassifyAsync(ConsumeContext<ClassifyRequested> context, string path)
    {
        var job = context.Message;
        Task started;
        Answer answer;
        using (await services.Slots.EnterAsync(bulk, context.CancellationToken))
        using (services.Deadlines.Start(services.Options.Value.JobDeadline))
        {
            // The work does not wait for this confirmation, and the slot is released before the result is confirmed.
            started = services.Results.TryPublishAsync(
                context, new ClassifyStarted(job.JobId, WorkerIdentity.Current, services.Time.GetUtcNow()));
            answer = await AnswerAsync(job, path, context.CancellationToken);
        }
        await started;
        if (answer.Result is not { } result)
        {
            await FailAsync(context, answer.ErrorCode, answer.ErrorMessage);
            return;
        }
        await services.Results.PublishAsync(context, new ClassifyCompleted(job.JobId, result, WorkerIdentity.Current, services.Time.GetUtcNow()));
        services.Log.LogInformation("Classified {JobId} as {Genre} in {ElapsedMs:0.0} ms", job.JobId, result.Value, result.Timings.TotalMs);
    }

    private async Task<Answer> AnswerAsync(ClassifyRequested job, string path, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(services.Options.Value.JobTimeout);
        try
        {
            var options = new ClassifyOptions(job.Model, job.Window, job.Labels);
            return new Answer(await services.Classifier.ClassifyAsync(path, options, limit.Token));
        }
        catch (AudioException exception)
        {
            return new Answer(null, exception.Code, exception.Message);
        }
        catch (KeyNotFoundException exception)
        {
            return new Answer(null, ErrorCodes.UnknownModel, exception.Message);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new Answer(null, ErrorCodes.JobTimeout, $"The analysis took longer than {services.Options.Value.JobTimeoutSeconds} s.");
        }
    }

    private async Task FailAsync(ConsumeContext<ClassifyRequested> context, string code, string message)
    {
        var job = context.Message;
        await services.Results.PublishAsync(
            context, new ClassifyFailed(job.JobId, code, message, WorkerIdentity.Current, services.Time.GetUtcNow()));
        services.Log.LogInformation("Job {JobId} failed with {Code}: {Reason}", job.JobId, code, message);
    }

    private readonly record struct Answer(ClassificationResult? Result, string ErrorCode = "", string ErrorMessage = "");
}

/// <summary>Consumes the queue of interactive jobs.</summary>
public sealed class InteractiveClassifyConsumer(ClassifyServices services) : ClassifyConsumer(services, bulk: false);

/// <summary>Consumes the queue of bulk jobs.</summary>
public sealed class BulkClassifyConsumer(ClassifyServices services) : ClassifyConsumer(services, bulk: true);
