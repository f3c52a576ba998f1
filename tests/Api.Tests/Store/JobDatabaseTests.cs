using GenreQueue.Api.Store;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;

namespace GenreQueue.Api.Tests.Store;

public sealed class JobDatabaseTests
{
    private const int Busy = 5;
    private const int Full = 13;

    [Theory]
    [InlineData(Busy, 10)]
    [InlineData(Full, 1)]
    public async Task Only_conflicts_are_retried_and_at_most_nine_times(int error, int expectedAttempts)
    {
        var attempts = 0;
        var database = new JobDatabase(() =>
        {
            attempts++;
            throw new SqliteException("The write failed.", error);
        }, isSqlite: true, NullLogger<JobDatabase>.Instance);
        await Assert.ThrowsAsync<SqliteException>(() => database.WriteAsync(_ => Task.FromResult(0), TestContext.Current.CancellationToken));
        Assert.Equal(expectedAttempts, attempts);
    }
}
