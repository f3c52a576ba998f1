using Microsoft.Data.Sqlite;
using Npgsql;

namespace GenreQueue.Api.Store;

/// <summary>Selects the database: PostgreSQL if <c>ConnectionStrings:Jobs</c> names a host, otherwise SQLite, by default with a file in <c>Data:Folder</c>.</summary>
internal sealed class DatabaseOptions
{
    public string Connection { get; set; } = "";

    public static bool IsPostgres(string connection) => connection.Contains("Host=", StringComparison.OrdinalIgnoreCase);

    public static bool IsValid(DatabaseOptions options)
    {
        try
        {
            return IsPostgres(options.Connection)
                ? new NpgsqlConnectionStringBuilder(options.Connection).Host is { Length: > 0 }
                : new SqliteConnectionStringBuilder(options.Connection) is not null;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
