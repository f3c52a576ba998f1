using System.Data.Common;
using GenreQueue.Api.Problems;
using GenreQueue.Hosting.Configuration;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;

namespace GenreQueue.Api.Store;

public static class StoreExtensions
{
    // A request whose server no longer answers gets its 503 about 30 s later than this, which was measured with Npgsql 10.
    private const int CommandTimeoutSeconds = 10;

    /// <summary>Adds the job store: PostgreSQL if <c>ConnectionStrings:Jobs</c> names a host, otherwise SQLite, by default with a file in <c>Data:Folder</c>.
    /// Implementations of <see cref="ICallbackOutbox"/> and <see cref="IUploadRetention"/> have to be registered beside it.</summary>
    public static IServiceCollection AddJobStore(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<DatabaseOptions>()
            .Configure<IConfiguration>((options, all) => options.Connection = all.GetConnectionString("Jobs") ?? "")
            .Validate(DatabaseOptions.IsValid, "ConnectionStrings:Jobs must be a PostgreSQL connection string such as Host=…;Username=…;Password=…;Database=… or a SQLite connection string such as Data Source=….")
            .ValidateOnStart();
        var connection = configuration.GetConnectionString("Jobs") ?? "";
        if (DatabaseOptions.IsPostgres(connection))
        {
            services.AddPooledDbContextFactory<PostgresJobDbContext>(options => Configure(options.UseNpgsql(PostgresConnectionString(connection))));
            services.AddSingleton(p => CreateDatabase(p, p.GetRequiredService<IDbContextFactory<PostgresJobDbContext>>().CreateDbContext, isSqlite: false));
        }
        else
        {
            var dataFolder = DataFolder.Of(configuration);
            services.AddPooledDbContextFactory<SqliteJobDbContext>(options => Configure(options.UseSqlite(SqliteConnectionString(connection, dataFolder))));
            services.AddSingleton(p => CreateDatabase(p, p.GetRequiredService<IDbContextFactory<SqliteJobDbContext>>().CreateDbContext, isSqlite: true));
        }
        services.AddSingleton<JobChanges>();
        services.AddSingleton<JobInserter>();
        services.AddSingleton<JobStore>();
        services.AddSingleton<WalkStore>();
        services.AddSingleton<JobResults>();
        services.AddSingleton<JobOutbox>();
        services.AddSingleton<DatabaseReady>();
        services.AddHostedService<DatabaseStartup>();
        return services;
    }

    /// <summary>Refuses requests to the REST API until the database can be used.</summary>
    public static void UseDatabaseGate(this WebApplication app) => app.Use((context, next) =>
        context.Request.Path.StartsWithSegments("/api") && !context.RequestServices.GetRequiredService<DatabaseReady>().IsReady
            ? throw new ApiException(503, ProblemCodes.Unavailable, "The database is not available yet.") { RetryAfter = TimeSpan.FromSeconds(10) }
            : next(context));

    private static JobDatabase CreateDatabase(IServiceProvider services, Func<JobDbContext> open, bool isSqlite) =>
        new(open, isSqlite, services.GetRequiredService<ILogger<JobDatabase>>());

    private static void Configure(DbContextOptionsBuilder options) =>
        options.UseQueryTrackingBehavior(QueryTrackingBehavior.NoTracking)
            // A failed command throws, and only the code that catches the exception knows whether it has to be logged.
            .ConfigureWarnings(warnings => warnings.Log((RelationalEventId.CommandError, LogLevel.Debug)));

    internal static string PostgresConnectionString(string connection)
    {
        var given = new DbConnectionStringBuilder { ConnectionString = connection };
        if (given.ContainsKey("Command Timeout") || given.ContainsKey("CommandTimeout")) return connection;
        return new NpgsqlConnectionStringBuilder(connection) { CommandTimeout = CommandTimeoutSeconds }.ConnectionString;
    }

    private static string SqliteConnectionString(string connection, string dataFolder)
    {
        var builder = new SqliteConnectionStringBuilder(connection);
        if (builder.DataSource.Length == 0) builder.DataSource = Path.Combine(dataFolder, "genrequeue.db");
        builder.DataSource = Path.GetFullPath(builder.DataSource);
        Directory.CreateDirectory(Path.GetDirectoryName(builder.DataSource)!);
        builder.DefaultTimeout = 5;
        return builder.ConnectionString;
    }
}
