using System.Data.Common;
using System.Net.Sockets;
using Microsoft.Data.Sqlite;
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
    public static bool IsConflict(Exception exception) => Any(exception, cause => cause switch
    {
        SqliteException sqlite => sqlite.SqliteErrorCode is SqliteBusy or SqliteLocked,
        PostgresException postgres => postgres.SqlState is PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected,
        _ => false,
    });

    /// <summary>The database rejects the data itself (SQLSTATE classes 22, 23 and 54), so repeating the write cannot help.</summary>
    public static bool IsRejectedData(Exception exception) => Any(exception, cause => cause switch
    {
        SqliteException sqlite => sqlite.SqliteErrorCode is SqliteTooBig or SqliteConstraint or SqliteMismatch,
        PostgresException postgres => postgres.SqlState[..2] is "22" or "23" or "54",
        _ => false,
    });

    /// <summary>The database is not available or does not work, so the same write may succeed later.</summary>
    public static bool IsOutage(Exception exception) =>
        Any(exception, cause => cause is DbException or IOException or SocketException or TimeoutException) && !IsRejectedData(exception);

    // EF wraps the errors of the providers in exceptions of its own.
    private static bool Any(Exception exception, Func<Exception, bool> condition)
    {
        for (var cause = exception; cause is not null; cause = cause.InnerException)
        {
            if (condition(cause)) return true;
        }
        return false;
    }
}
