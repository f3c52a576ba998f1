using GenreQueue.Api.Store;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Npgsql;

namespace GenreQueue.Api.Tests.Store;

public sealed class DatabaseStartupTests
{
    [Fact]
    public async Task Unavailable_database_is_retried_every_second_for_one_minute()
    {
        var time = new FakeTimeProvider();
        var attempts = 0;
        var database = new JobDatabase(() =>
        {
            attempts++;
            throw new NpgsqlException("The server is starting.", new IOException());
        }, isSqlite: false, NullLogger<JobDatabase>.Instance);
        var starting = new DatabaseStartup(database, time, NullLogger<DatabaseStartup>.Instance).StartingAsync(TestContext.Current.CancellationToken);

        for (var second = 0; second < 60; second++)
        {
            await Until.TrueAsync(() => attempts > second);
            Assert.False(starting.IsCompleted);
            time.Advance(TimeSpan.FromSeconds(1));
        }
        await Assert.ThrowsAsync<NpgsqlException>(() => starting);
        Assert.Equal(61, attempts);
    }

    [Fact]
    public async Task Permanent_error_is_not_retried()
    {
        var attempts = 0;
        var database = new JobDatabase(() =>
        {
            attempts++;
            throw new NpgsqlException("The password is wrong.");
        }, isSqlite: false, NullLogger<JobDatabase>.Instance);
        var startup = new DatabaseStartup(database, TimeProvider.System, NullLogger<DatabaseStartup>.Instance);
        await Assert.ThrowsAsync<NpgsqlException>(() => startup.StartingAsync(TestContext.Current.CancellationToken));
        Assert.Equal(1, attempts);
    }
}
