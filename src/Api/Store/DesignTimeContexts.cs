using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace GenreQueue.Api.Store;

/// <summary>Used by <c>dotnet ef migrations add NAME --context SqliteJobDbContext --output-dir Store/Migrations/Sqlite</c>, which opens no database.</summary>
internal sealed class SqliteDesignTimeContext : IDesignTimeDbContextFactory<SqliteJobDbContext>
{
    public SqliteJobDbContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<SqliteJobDbContext>().UseSqlite("Data Source=:memory:").Options);
}

/// <summary>The counterpart of <see cref="SqliteDesignTimeContext"/> for <c>PostgresJobDbContext</c> and <c>Store/Migrations/Postgres</c>.</summary>
internal sealed class PostgresDesignTimeContext : IDesignTimeDbContextFactory<PostgresJobDbContext>
{
    public PostgresJobDbContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<PostgresJobDbContext>().UseNpgsql("Host=localhost").Options);
}
