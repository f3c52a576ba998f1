using System.Data;
using System.Data.Common;
using System.Text;
using GenreQueue.Contracts;

namespace GenreQueue.Api.Store;

/// <summary>A column that a bulk update sets from a message.</summary>
/// <param name="Name">Name of the column of <c>jobs</c>.</param>
/// <param name="Type">Type of the parameter.</param>
/// <param name="Value">Reads the value from a message.</param>
/// <param name="Expression">What the column is set to; <c>v</c> is the row of values. By default the value itself.</param>
internal sealed record JobColumn<T>(string Name, DbType Type, Func<T, object?> Value, string? Expression = null)
{
    public string Assignment => $"{Name} = {Expression ?? $"v.{Name}"}";
}

/// <summary>Moves many open jobs to the same state in one statement, each with values from its own message.</summary>
/// <param name="state">The new state.</param>
/// <param name="id">Reads the job's id from a message.</param>
/// <param name="assignments">Assignments that are the same for every row.</param>
/// <param name="columns">Columns with a value of their own in every row.</param>
internal sealed class BulkJobUpdate<T>(JobState state, Func<T, Guid> id, IReadOnlyList<string> assignments, params JobColumn<T>[] columns)
{
    private readonly JobColumn<T>[] _values = [new("id", DbType.Guid, message => id(message)), .. columns];

    private readonly string _set = string.Join(", ",
        ["sequence = sequence + 1", $"state = '{state}'", .. assignments, .. columns.Select(column => column.Assignment)]);

    /// <summary>Condition for the jobs that are changed, in addition to that they have not ended.</summary>
    public string Condition { get; init; } = "TRUE";

    /// <returns>The rows that were changed; a job that has ended is not.</returns>
    public async Task<List<ChangedRow>> ApplyAsync(
        JobDbContext db, JobChanges changes, IReadOnlyCollection<T> messages, CancellationToken cancellationToken)
    {
        var changed = new List<ChangedRow>();
        foreach (var chunk in Latest(messages).Chunk(JobChanges.MaxRows))
            changed.AddRange(await changes.UpdateAsync(db, command => Write(command, chunk), cancellationToken));
        return changed;
    }

    // SQLite has no column list after the alias of a subquery, but both databases accept one after the name of a common table expression.
    private string Write(DbCommand command, T[] messages)
    {
        var sql = new StringBuilder("WITH v(").AppendJoin(", ", _values.Select(column => column.Name)).Append(") AS (VALUES ");
        for (var n = 0; n < messages.Length; n++)
        {
            sql.Append(n == 0 ? "(" : ", (")
                .AppendJoin(", ", _values.Select(column => command.AddParameter(column.Value(messages[n]), column.Type)))
                .Append(')');
        }
        return sql.Append($") UPDATE jobs SET {_set} FROM v WHERE jobs.id = v.id AND {JobChanges.IsOpen} AND {Condition}").ToString();
    }

    /// <summary>A statement must not contain a job twice; of several messages about one job the last one counts.</summary>
    private IEnumerable<T> Latest(IReadOnlyCollection<T> messages) =>
        messages.Count < 2 ? messages : messages.GroupBy(id).Select(group => group.Last());
}
