using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace GenreQueue.Api.Store;

/// <summary>Classifies the errors of both databases.</summary>
internal static class DatabaseErrors
{
    private const int SqliteBusy = 5;
    private const int SqliteLocked = 6;
    private const int SqliteTooBig = 18;
    private const int SqliteConstraint = 19;
    private const int SqliteMismatch = 20;

    /// <summary>A concurrent write was in the way; the transaction can be repeated at once.</summary>
    public static bool IsConflict(Exception exception) => Unwrap(exception) switch
    {
        SqliteException sqlite => sqlite.SqliteErrorCode is SqliteBusy or SqliteLocked,
        PostgresException postgres => postgres.SqlState is PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected,
        _ => false,
    };

    /// <summary>The database is not reachable yet.</summary>
    public static bool IsUnavailable(Exception exception) => Unwrap(exception) switch
    {
        SqliteException sqlite => sqlite.SqliteErrorCode is SqliteBusy or SqliteLocked,
        NpgsqlException postgres => postgres.IsTransient,
        _ => false,
    };

    /// <summary>The database rejects the data itself (SQLSTATE classes 22 and 23), so repeating the write cannot help.</summary>
    public static bool IsRejectedData(Exception exception) => Unwrap(exception) switch
    {
        SqliteException sqlite => sqlite.SqliteErrorCode is SqliteTooBig or SqliteConstraint or SqliteMismatch,
        PostgresException postgres =>
            postgres.SqlState.StartsWith("22", StringComparison.Ordinal) || postgres.SqlState.StartsWith("23", StringComparison.Ordinal),
        _ => false,
    };

    private static Exception? Unwrap(Exception exception) => exception is DbUpdateException ? exception.InnerException : exception;
}
