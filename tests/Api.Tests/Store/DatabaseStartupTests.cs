using GenreQueue.Api.Store;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Npgsql;

namespace GenreQueue.Api.Tests.Store;

public sealed class DatabaseStartupTests
{
    private readonly DatabaseReady _ready = new();
    private readonly FakeTimeProvider _time = new();
    private int _attempts;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Unavailable_database_is_awaited_for_as_long_as_it_takes_without_delaying_the_start()
    {
        // As EF wraps the error of the provider.
        using var startup = StartupWith(new InvalidOperationException("Likely transient.", new NpgsqlException("Refused.", new IOException())));
        await startup.StartAsync(Cancellation);
        for (var second = 0; second < 300; second++)
        {
            await Until.TrueAsync(() => _attempts > second);
            _time.Advance(TimeSpan.FromSeconds(1));
        }
        Assert.False(_ready.IsReady);
        await startup.StopAsync(Cancellation);
    }

    [Fact]
    public async Task Error_that_no_waiting_mends_fails_the_start()
    {
        using var startup = StartupWith(new NotSupportedException("A migration is wrong."));
        await Assert.ThrowsAsync<NotSupportedException>(() => startup.StartAsync(Cancellation));
        Assert.Equal(1, _attempts);
    }

    [Theory]
    [InlineData("Host=db;Database=jobs", 10)]
    [InlineData("Host=db;Database=jobs;Command Timeout=60", 60)]
    [InlineData("Host=db;Database=jobs;commandtimeout=60", 60)]
    public void A_statement_has_a_short_time_limit_unless_the_connection_string_has_another(string connection, int seconds) =>
        Assert.Equal(seconds, new NpgsqlConnectionStringBuilder(StoreExtensions.PostgresConnectionString(connection)).CommandTimeout);

    private DatabaseStartup StartupWith(Exception exception)
    {
        var database = new JobDatabase(() =>
        {
            Interlocked.Increment(ref _attempts);
            throw exception;
        }, isSqlite: false, NullLogger<JobDatabase>.Instance);
        return new DatabaseStartup(database, _ready, [], _time, NullLogger<DatabaseStartup>.Instance);
    }
}
