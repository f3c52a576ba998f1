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
    TrackReader Tracks,
    IJobReports Reports,
    PrioritySemaphore Slots,
    HandlerDeadlines Deadlines,
    IOptions<WorkerOptions> Options,
    TimeProvider Time,
    ILogger<ClassifyConsumer> Log);

/// <summary>
/// Classifies one track and reports the result. A job may be delivered more than once: results are keyed by the job, and only
/// the first final one is stored.
/// </summary>
/// <param name="services">Shared by all consumers of the process.</param>
/// <param name="lane">How the jobs of the queue share the slots.</param>
public abstract class ClassifyConsumer(ClassifyServices services, ClassifyLane lane) : IConsumer<ClassifyRequested>
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
        if (context.ReceiveContext.Redelivered)
        {
            // The worker that received it before may have crashed, on this job or on another. The job table decides what becomes of it.
            services.Log.LogWarning("Job {JobId} was delivered before and is returned", job.JobId);
            await services.Reports.ReturnedAsync(context, new ClassifyReturned(job.JobId));
            return;
        }
        try
        {
            await ReportAsync(context, await (lane == ClassifyLane.Alone ? RunAloneAsync(context) : RunAsync(context)));
        }
        catch (AudioException exception)
        {
            await FailAsync(context, exception.Code, exception.Message);
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
        catch (Exception exception) when (exception is not ReportNotDeliveredException && !context.CancellationToken.IsCancellationRequested)
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
        exception is not ReportNotDeliveredException
        && !context.CancellationToken.IsCancellationRequested
        && context.GetRetryAttempt() < services.Options.Value.RetryPauses.Length;

    private async Task<Answer> RunAsync(ConsumeContext<ClassifyRequested> context)
    {
        await using var track = await OpenAsync(context);
        Task started;
        Answer answer;
        using (await services.Slots.EnterAsync(bulk: lane == ClassifyLane.Bulk, context.CancellationToken))
        {
            // On a bus, the work does not wait for this confirmation.
            started = StartAsync(context);
            if (services.Reports.AlwaysWaitForStart) await started;
            answer = await AnswerAsync(context.Message, track, context.CancellationToken);
        }
        await started;
        return answer;
    }

    private async Task<Answer> RunAloneAsync(ConsumeContext<ClassifyRequested> context)
    {
        // Nothing of the job is touched before its start is stored, so that a crash is counted whatever part of the work causes it.
        using var slots = await services.Slots.EnterAloneAsync(context.CancellationToken);
        await StartAsync(context);
        await using var track = await OpenAsync(context);
        return await AnswerAsync(context.Message, track, context.CancellationToken);
    }

    private Task<OpenTrack> OpenAsync(ConsumeContext<ClassifyRequested> context) =>
        services.Tracks.OpenAsync(context.Message.Source, context.CancellationToken);

    // A repetition after a transient error is no further start alone: no crash has come between.
    private Task StartAsync(ConsumeContext<ClassifyRequested> context) => services.Reports.StartedAsync(
        context,
        new ClassifyStarted(
            context.Message.JobId, WorkerIdentity.Current, services.Time.GetUtcNow(), lane == ClassifyLane.Alone && context.GetRetryAttempt() == 0));

    private async Task<Answer> AnswerAsync(ClassifyRequested job, OpenTrack track, CancellationToken cancellationToken)
    {
        using var deadline = services.Deadlines.Start(services.Options.Value.JobDeadline);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(services.Options.Value.JobTimeout);
        try
        {
            var options = new ClassifyOptions(job.Model, job.Window, job.Labels);
            var result = await services.Classifier.ClassifyAsync(track.Path, options, limit.Token);
            track.CheckUnchanged();
            return new Answer(result);
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

    private async Task ReportAsync(ConsumeContext<ClassifyRequested> context, Answer answer)
    {
        if (answer.Result is not { } result)
        {
            await FailAsync(context, answer.ErrorCode, answer.ErrorMessage);
            return;
        }
        var id = context.Message.JobId;
        await services.Reports.CompletedAsync(context, new ClassifyCompleted(id, result, WorkerIdentity.Current, services.Time.GetUtcNow()));
        services.Log.LogInformation("Classified {JobId} as {Genre} in {ElapsedMs:0.0} ms", id, result.Value, result.Timings.TotalMs);
    }

    private async Task FailAsync(ConsumeContext<ClassifyRequested> context, string code, string message)
    {
        var job = context.Message;
        await services.Reports.FailedAsync(
            context, new ClassifyFailed(job.JobId, code, message, WorkerIdentity.Current, services.Time.GetUtcNow()));
        services.Log.LogInformation("Job {JobId} failed with {Code}: {Reason}", job.JobId, code, message);
    }

    private readonly record struct Answer(ClassificationResult? Result, string ErrorCode = "", string ErrorMessage = "");
}

/// <summary>Consumes the queue of interactive jobs.</summary>
public sealed class InteractiveClassifyConsumer(ClassifyServices services) : ClassifyConsumer(services, ClassifyLane.Interactive);

/// <summary>Consumes the queue of bulk jobs.</summary>
public sealed class BulkClassifyConsumer(ClassifyServices services) : ClassifyConsumer(services, ClassifyLane.Bulk);

/// <summary>Consumes the queue of jobs that run alone.</summary>
public sealed class AloneClassifyConsumer(ClassifyServices services) : ClassifyConsumer(services, ClassifyLane.Alone);
