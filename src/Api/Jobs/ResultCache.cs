using System.Linq.Expressions;
using GenreQueue.Analysis.Models;
using GenreQueue.Api.Store;
using GenreQueue.Contracts;
using Microsoft.EntityFrameworkCore;

namespace GenreQueue.Api.Jobs;

/// <summary>Results of earlier jobs that a new job with the same content, model and options would get too.</summary>
public sealed class ResultCache(JobDatabase database, ModelCatalog models)
{
    /// <summary>Finds the jobs that classified uploads with these hashes, by hash.</summary>
    public Task<Dictionary<string, Job>> FindUploadsAsync(SubmitOptions options, IReadOnlyCollection<string> hashes, CancellationToken cancellationToken) =>
        FindAsync(options, j => hashes.Contains(j.Sha256), j => j.Sha256, cancellationToken);

    /// <summary>Finds the jobs that classified files of libraries with these keys, by <see cref="LibraryKeys.OfContent"/>.</summary>
    public Task<Dictionary<string, Job>> FindFilesAsync(SubmitOptions options, IReadOnlyCollection<string> keys, CancellationToken cancellationToken) =>
        FindAsync(options, j => j.FileKey != null && keys.Contains(j.FileKey), j => j.FileKey!, cancellationToken);

    private async Task<Dictionary<string, Job>> FindAsync(
        SubmitOptions options, Expression<Func<Job, bool>> matches, Func<Job, string> keyOf, CancellationToken cancellationToken)
    {
        var version = models.Cards.First(card => card.Id == options.Model).Version;
        await using var db = database.Open();
        var jobs = await db.Jobs.Where(matches)
            .Where(j => j.Model == options.Model && j.ModelVersion == version
                && j.Window == options.Window && j.Labels == options.Labels && j.State == JobState.Succeeded && !j.Cached)
            .ToListAsync(cancellationToken);
        return jobs.GroupBy(keyOf).ToDictionary(g => g.Key, g => g.First());
    }
}
