using System.Threading.Channels;
using GenreQueue.Api.Jobs;
using Microsoft.EntityFrameworkCore;

namespace GenreQueue.Api.Store;

/// <summary>Group commit: requests that arrive together share one transaction, and each is answered after it.</summary>
public sealed class JobInserter : IAsyncDisposable
{
    private const int MaxRows = 500;

    private readonly JobDatabase _database;
    private readonly Channel<Insert> _inserts = Channel.CreateBounded<Insert>(
        new BoundedChannelOptions(1_000) { SingleReader = true });
    private readonly Task _loop;

    public JobInserter(JobDatabase database)
    {
        this._database = database;
        _loop = Task.Run(RunAsync);
    }

    /// <summary>Commits the jobs, and with them the webhook calls owed for those that ended at once and the reply kept for an idempotency key.</summary>
    /// <remarks>Once begun it is not given up: a sender who hangs up after its upload is complete still has its job.</remarks>
    public async Task InsertAsync(IReadOnlyList<Job> jobs, IdempotencyRecord? reply, CancellationToken cancellationToken)
    {
        var insert = new Insert(jobs, reply, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        await _inserts.Writer.WriteAsync(insert, cancellationToken);
        await insert.Done.Task;
    }

    /// <summary>Commits what was handed in and stops.</summary>
    public async ValueTask DisposeAsync()
    {
        _inserts.Writer.TryComplete();
        await _loop;
    }

    private async Task RunAsync()
    {
        var group = new List<Insert>();
        while (await _inserts.Reader.WaitToReadAsync())
        {
            group.Clear();
            var rows = 0;
            while (rows < MaxRows && _inserts.Reader.TryRead(out var insert))
            {
                group.Add(insert);
                rows += insert.Jobs.Count;
            }
            await CommitAsync(group);
        }
    }

    private async Task CommitAsync(List<Insert> group)
    {
        try
        {
            await SaveAsync(group);
            foreach (var insert in group) insert.Done.SetResult();
        }
        catch (Exception exception) when (group.Count == 1)
        {
            group[0].Done.SetException(exception);
        }
        catch
        {
            // One row may have spoiled it for all: each alone, so that only the culprit fails.
            foreach (var insert in group) await CommitAsync([insert]);
        }
    }

    private Task<int> SaveAsync(List<Insert> group) =>
        _database.WriteAsync(async db =>
        {
            foreach (var (jobs, reply, _) in group)
            {
                db.Jobs.AddRange(jobs);
                db.WebhookDeliveries.AddRange(jobs.Where(j => j.HasEnded && j.Callback is not null).Select(WebhookPayload.For));
                if (reply is not null) db.IdempotencyKeys.Update(reply);
            }
            return await db.SaveChangesAsync();
        }, CancellationToken.None);

    private sealed record Insert(IReadOnlyList<Job> Jobs, IdempotencyRecord? Reply, TaskCompletionSource Done);
}
