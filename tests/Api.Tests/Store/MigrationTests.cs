using GenreQueue.Api.Store;
using Microsoft.EntityFrameworkCore;

namespace GenreQueue.Api.Tests.Store;

public sealed class MigrationTests
{
    [Fact]
    public void Migrations_of_both_databases_match_the_model()
    {
        using var sqlite = new SqliteDesignTimeContext().CreateDbContext([]);
        using var postgres = new PostgresDesignTimeContext().CreateDbContext([]);
        Assert.False(sqlite.Database.HasPendingModelChanges());
        Assert.False(postgres.Database.HasPendingModelChanges());
    }
}
