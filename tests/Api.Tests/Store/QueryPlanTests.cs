using System.Collections.Concurrent;
using System.Data.Common;
using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using GenreQueue.Api.Batches;
using GenreQueue.Api.Jobs;
using GenreQueue.Api.Store;
using GenreQueue.Hosting.Configuration;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace GenreQueue.Api.Tests.Store;

/// <summary>Query plans of the statements that every upload runs. A table scan would make each upload slower than the previous one.</summary>
public sealed class QueryPlanTests(Apis apis)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task No_query_of_a_request_scans_the_jobs()
    {
        // Created before the service, because EF caches whether a diagnostic listener is subscribed.
        using var log = new CommandLog();
        await using var api = await apis.NewAsync(Database.Sqlite);
        var client = api.CreateClient();
        using var created = await client.PostAsync("/api/v1/batches", null, Cancellation);
        var batch = (await created.ReadAsync<BatchResponse>()).Id;
        var job = await client.SubmitAndEndAsync(TestTrack.Of("pop"), $"?batch={batch}");
        foreach (var path in new[] { $"batches/{batch}", $"batches/{batch}/results", $"batches/{batch}/ended", $"jobs/{job.Id}", "jobs", $"jobs?batch={batch}", "jobs?state=failed", "jobs?genre=pop" })
            (await client.GetAsync($"/api/v1/{path}", Cancellation)).EnsureSuccessStatusCode();

        using var known = await client.PostAsJsonAsync("/api/v1/results/lookup", new ResultLookupRequest([job.Sha256!, new string('0', 64)]), JsonSerializerOptions.Web, Cancellation);
        Assert.Single((await known.ReadAsync<ResultLookupResponse>()).Results);

        await using var db = api.Services.GetRequiredService<JobDatabase>().Open();
        var commands = log.CommandsOn(db.Database.GetDbConnection().DataSource);
        Assert.NotEmpty(commands);
        await using var connection = new SqliteConnection(db.Database.GetConnectionString());
        await connection.OpenAsync(Cancellation);
        Assert.All(commands, command => Assert.All(PlanOf(command, connection), step =>
        {
            // Neither the table nor all rows of a state may be scanned; scanning an index that covers the query or gives its order is fine.
            if (step.StartsWith("SCAN", StringComparison.Ordinal)) Assert.True(!step.Contains(" j", StringComparison.Ordinal) || step.Contains("INDEX", StringComparison.Ordinal), $"{step}: {command.Text}");
            Assert.False(step.EndsWith("USING INDEX IX_jobs_state_id (state=?)", StringComparison.Ordinal) && !command.Text.Contains("ORDER BY", StringComparison.Ordinal), $"{step}: {command.Text}");
        }));
    }

    [Fact]
    public async Task The_search_for_due_jobs_of_one_priority_does_not_read_those_of_the_other()
    {
        using var log = new CommandLog();
        await using var api = await apis.NewAsync(Database.Sqlite);
        await api.Services.GetRequiredService<JobOutbox>().ClaimAsync(Priority.Interactive, 1, Cancellation);

        await using var db = api.Services.GetRequiredService<JobDatabase>().Open();
        await using var connection = new SqliteConnection(db.Database.GetConnectionString());
        await connection.OpenAsync(Cancellation);
        var search = log.CommandsOn(db.Database.GetDbConnection().DataSource).First(command => command.Text.Contains("\"next_publish_at\" <=", StringComparison.Ordinal));
        Assert.Contains("SEARCH j USING COVERING INDEX IX_jobs_priority_next_publish_at (priority=? AND next_publish_at<?)", PlanOf(search, connection));
    }

    [Fact]
    public async Task Queued_jobs_are_counted_once_a_second_and_not_for_every_upload()
    {
        using var log = new CommandLog();
        await using var api = await apis.NewAsync(Database.Sqlite);
        var client = api.CreateClient();
        await using var db = api.Services.GetRequiredService<JobDatabase>().Open();
        var file = db.Database.GetDbConnection().DataSource;
        int Counts() => log.CommandsOn(file).Where(c => c.Text.Contains("COUNT(*)", StringComparison.Ordinal) && c.Text.Contains("'Queued'", StringComparison.Ordinal)).Sum(c => c.Times);

        var clock = Stopwatch.StartNew();
        for (var n = 0; n < 20; n++) (await client.UploadAsync(TestTrack.Of("pop"))).EnsureSuccessStatusCode();
        Assert.InRange(Counts(), 1, 2 + (int)clock.Elapsed.TotalSeconds);
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

    private sealed record Recorded(string DataSource, string Text, IReadOnlyList<(string Name, object? Value)> Parameters, int Times = 1);

    /// <summary>Records the commands that EF runs in this process.</summary>
    private sealed class CommandLog : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>, IDisposable
    {
        private const string Sweep = "\"j\".\"upload_held\" AND \"j\".\"finished_at\" <";
        private const string Recovery = "UPDATE \"jobs\" AS \"j\"\nSET \"next_publish_at\" = @p\nWHERE \"j\".\"state\"";
        private static readonly string[] Schema = ["CREATE", "ALTER", "DROP"];

        private readonly ConcurrentDictionary<(string DataSource, string Text), Recorded> _commands = new();
        private readonly ConcurrentBag<IDisposable> _subscriptions = [];

        public CommandLog() => _subscriptions.Add(DiagnosticListener.AllListeners.Subscribe(this));

        public List<Recorded> CommandsOn(string dataSource) => [.. _commands.Values.Where(command => command.DataSource == dataSource)];

        public void OnNext(DiagnosticListener value)
        {
            if (value.Name == DbLoggerCategory.Name) _subscriptions.Add(value.Subscribe(this));
        }

        public void OnNext(KeyValuePair<string, object?> value)
        {
            if (value.Key != RelationalEventId.CommandExecuting.Name || value.Value is not CommandEventData { Command: { Connection: { } connection } command }) return;
            var text = command.CommandText;
            if (!text.Contains("jobs", StringComparison.Ordinal) || !IsOfRequest(text)) return;
            var recorded = new Recorded(connection.DataSource, text, [.. command.Parameters.Cast<DbParameter>().Select(p => (p.ParameterName, p.Value))]);
            _commands.AddOrUpdate((connection.DataSource, text), recorded, (_, before) => recorded with { Times = before.Times + 1 });
        }

        // Others are the schema, the recovery at the start, and the periodic sweep, which reads all failed jobs.
        private static bool IsOfRequest(string text) =>
            !Schema.Any(start => text.StartsWith(start, StringComparison.Ordinal)) && !text.StartsWith(Recovery, StringComparison.Ordinal) && !text.Contains(Sweep, StringComparison.Ordinal);

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
