using System.Security.Cryptography;
using System.Text;
using GenreQueue.Api.Configuration;
using GenreQueue.Api.Problems;
using GenreQueue.Api.Store;
using GenreQueue.Api.Uploads;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace GenreQueue.Api.Jobs;

/// <summary>The <c>Idempotency-Key</c> header (draft-ietf-httpapi-idempotency-key-header-07): a repeated request gets the same reply and creates no second job.</summary>
public sealed class IdempotencyKeys(JobDatabase database, IOptions<ApiOptions> options, TimeProvider time)
{
    public const string Header = "Idempotency-Key";

    /// <summary>Reserves the key of a request.</summary>
    /// <returns>Null if the request has no key. A record without a reply if the key is now reserved for this request, which must complete or release it.
    /// A record with a reply if the key was used before.</returns>
    /// <exception cref="ApiException">The key is malformed, or its first request is still in progress.</exception>
    public async Task<IdempotencyRecord?> ReserveAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var key = request.Headers[Header].ToString().Trim().Trim('"');
        if (key.Length == 0) return null;
        if (key.Length > 255 || key.Any(c => c is < ' ' or > '~'))
            throw new ApiException(400, ProblemCodes.BadRequest, "The Idempotency-Key must be at most 255 printable ASCII characters.");
        var now = time.GetUtcNow();
        var record = new IdempotencyRecord { Key = key, CreatedAt = now };
        return await database.WriteAsync(async db =>
        {
            // A process that crashed during a request left its key reserved; the reservation expires after the longest possible duration of a request.
            var abandoned = now - options.Value.UploadDeadline - TimeSpan.FromMinutes(1);
            var expired = now - TimeSpan.FromHours(options.Value.IdempotencyHours);
            await db.IdempotencyKeys.Where(r => r.Key == key && (r.CreatedAt < expired || (r.StatusCode == 0 && r.CreatedAt < abandoned)))
                .ExecuteDeleteAsync(cancellationToken);
            var taken = await db.Database.ExecuteSqlAsync(
                $"""
                INSERT INTO idempotency_keys ("key", fingerprint, status_code, body, created_at)
                VALUES ({key}, '', 0, '', {now.ToUnixTimeMilliseconds()}) ON CONFLICT ("key") DO NOTHING
                """, cancellationToken);
            if (taken == 1) return record;
            var earlier = await db.IdempotencyKeys.FirstOrDefaultAsync(r => r.Key == key, cancellationToken);
            if (earlier is { StatusCode: > 0 }) return earlier;
            throw new ApiException(409, ProblemCodes.IdempotencyKeyInFlight, "A request with this Idempotency-Key is still in progress.")
            {
                RetryAfter = TimeSpan.FromSeconds(2),
            };
        }, cancellationToken);
    }

    /// <summary>Releases the key of a request that was rejected or aborted.</summary>
    public Task ReleaseAsync(IdempotencyRecord record) =>
        database.WriteAsync(db => db.IdempotencyKeys
            .Where(r => r.Key == record.Key && r.StatusCode == 0).ExecuteDeleteAsync(), CancellationToken.None);

    /// <summary>Hash of what makes two requests identical: their options, and the names and content of their files.</summary>
    public static string FingerprintOf(SubmitOptions chosen, IEnumerable<ReceivedFile> files)
    {
        var text = new StringBuilder(chosen.ToString());
        foreach (var file in files) text.Append('\n').Append(file.Upload.Sha256).Append(' ').Append(file.FileName);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }
}
