using System.Collections.Concurrent;
using System.Data.Common;
using System.Diagnostics;
using GenreQueue.Api.Store;
using GenreQueue.Contracts;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace GenreQueue.Api.Tests.Store;

/// <summary>SQLite guesses which index to take, and a wrong guess makes each upload slower than the one before.</summary>
public sealed class QueryPlanTests(Apis apis)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task No_statement_on_a_jobs_way_walks_through_the_jobs()
    {
        await using var api = await apis.NewAsync(Database.Sqlite);
        var client = api.CreateClient();
        using var log = new CommandLog(api.Services.GetRequiredService<JobDatabase>());
        using var created = await client.PostAsync("/api/v1/batches", null, Cancellation);
        var batch = (await created.ReadAsync<BatchResponse>()).Id;
        var job = await client.SubmitAndEndAsync(TestTrack.Of("pop"), $"?batch={batch}");
        foreach (var path in new[] { $"batches/{batch}", $"batches/{batch}/results", $"jobs/{job.Id}", "jobs", $"jobs?batch={batch}", "jobs?state=failed", "jobs?genre=pop" })
            (await client.GetAsync($"/api/v1/{path}", Cancellation)).EnsureSuccessStatusCode();

        Assert.NotEmpty(log.Commands);
        await using var connection = new SqliteConnection(log.ConnectionString);
        await connection.OpenAsync(Cancellation);
        Assert.All(log.Commands, command => Assert.All(PlanOf(command, connection), step =>
        {
            // A whole table or a whole state, row by row; an index that holds all that is asked for, or the order, is no walk.
            if (step.StartsWith("SCAN", StringComparison.Ordinal)) Assert.True(!step.Contains(" j", StringComparison.Ordinal) || step.Contains("INDEX", StringComparison.Ordinal), $"{step}: {command.Text}");
            Assert.False(step.EndsWith("USING INDEX IX_jobs_state_id (state=?)", StringComparison.Ordinal) && !command.Text.Contains("ORDER BY", StringComparison.Ordinal), $"{step}: {command.Text}");
        }));
    }

    private static List<string> PlanOf(Recorded recorded, SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "EXPLAIN QUERY PLAN " + recorded.Text;
        foreach (var (name, value) in recorded.Parameters) command.Parameters.AddWithValue(name, value);
        using var reader = command.ExecuteReader();
        var steps = new List<string>();
        while (reader.Read()) steps.Add(reader.GetString(3));
        return steps;
    }

    private sealed record Recorded(string Text, IReadOnlyList<(string Name, object? Value)> Parameters);

    /// <summary>What EF asks of one database.</summary>
    private sealed class CommandLog : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>, IDisposable
    {
        private readonly ConcurrentDictionary<string, Recorded> _commands = new();
        private readonly ConcurrentBag<IDisposable> _subscriptions = [];
        private readonly string _file;

        public CommandLog(JobDatabase database)
        {
            using var db = database.Open();
            ConnectionString = db.Database.GetConnectionString()!;
            _file = db.Database.GetDbConnection().DataSource;
            _subscriptions.Add(DiagnosticListener.AllListeners.Subscribe(this));
        }

        public string ConnectionString { get; }

        public ICollection<Recorded> Commands => _commands.Values;

        public void OnNext(DiagnosticListener value)
        {
            if (value.Name == DbLoggerCategory.Name) _subscriptions.Add(value.Subscribe(this));
        }

        public void OnNext(KeyValuePair<string, object?> value)
        {
            if (value.Value is not CommandEventData { Command: { } command } || command.Connection?.DataSource != _file) return;
            if (!command.CommandText.Contains("jobs", StringComparison.Ordinal)) return;
            _commands.TryAdd(command.CommandText, new Recorded(
                command.CommandText, [.. command.Parameters.Cast<DbParameter>().Select(p => (p.ParameterName, p.Value))]));
        }

        public void OnCompleted()
        {
        }

        public void OnError(Exception error)
        {
        }

        public void Dispose()
        {
            foreach (var subscription in _subscriptions) subscription.Dispose();
        }
    }
}
