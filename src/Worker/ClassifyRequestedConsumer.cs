using GenreQueue.Analysis.Classification;
using GenreQueue.Analysis.Decoding;
using GenreQueue.Analysis.FrontEnds;
using GenreQueue.Contracts;
using GenreQueue.Hosting.Logging;
using GenreQueue.Hosting.Uploads;
using MassTransit;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace GenreQueue.Worker;

/// <summary>What both consumers of jobs share.</summary>
public sealed record ClassifyServices(
    IGenreClassifier Classifier,
    UploadReader Uploads,
    ResultPublisher Results,
    PrioritySemaphore Slots,
    IOptions<WorkerOptions> Options,
    TimeProvider Time,
    ILogger<ClassifyRequestedConsumer> Log);

/// <summary>Classifies one upload and says so. It may see a job again: its answers are keyed by the job, and a job ends once.</summary>
/// <param name="services">Shared by all consumers of the process.</param>
/// <param name="bulk">Whether this one serves the queue of bulk runs.</param>
public sealed class ClassifyRequestedConsumer(ClassifyServices services, bool bulk) : IConsumer<ClassifyRequested>
{
    /// <inheritdoc/>
    public async Task Consume(ConsumeContext<ClassifyRequested> context)
    {
        var job = context.Message;
        using var scope = services.Log.BeginScope(new Dictionary<string, object> { ["JobId"] = job.JobId });
        try
        {
            await using var upload = await services.Uploads.OpenAsync(job.UploadKey, context.CancellationToken);
            await ClassifyAsync(context, upload.Path);
        }
        catch (FileNotFoundException)
        {
            await FailAsync(context, ErrorCodes.UploadGone, "The upload was no longer there when a worker came to it.");
        }
        catch (Exception exception) when (IsWorthAnotherTry(exception, context))
        {
            services.Log.LogWarning(exception, "Attempt {Attempt} at job {JobId} failed, trying again", context.GetRetryAttempt() + 1, job.JobId);
            throw;
        }
        catch (Exception exception) when (exception is not ResultNotPublishedException && !context.CancellationToken.IsCancellationRequested)
        {
            services.Log.LogError(exception, "Gave up on job {JobId}", job.JobId);
            await FailAsync(context, ErrorCodes.InternalError, "The service could not analyse this file, although it tried several times.");
        }
    }

    private bool IsWorthAnotherTry(Exception error, ConsumeContext context) =>
        error is not ResultNotPublishedException
        && !context.CancellationToken.IsCancellationRequested
        && context.GetRetryAttempt() < services.Options.Value.RetryPauses.Length;

    private async Task ClassifyAsync(ConsumeContext<ClassifyRequested> context, string path)
    {
        var job = context.Message;
        Task started;
        Answer answer;
        using (await services.Slots.EnterAsync(bulk, context.CancellationToken))
        {
            // Nobody has to wait for this to be confirmed before the work begins, nor hold a slot for the confirmation of the answer.
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
