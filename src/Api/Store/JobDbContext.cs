using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace GenreQueue.Api.Store;

/// <summary>The tables, identical on both databases. Each database has a context of its own because it has migrations of its own.</summary>
public abstract class JobDbContext(DbContextOptions options) : DbContext(options)
{
    public DbSet<Job> Jobs => Set<Job>();
    public DbSet<Batch> Batches => Set<Batch>();
    public DbSet<Walk> Walks => Set<Walk>();
    public DbSet<IdempotencyRecord> IdempotencyKeys => Set<IdempotencyRecord>();
    public DbSet<WebhookDelivery> WebhookDeliveries => Set<WebhookDelivery>();

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        // SQLite has no timestamp type; whole milliseconds compare and sort the same way on both databases.
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UnixMilliseconds>();
        configurationBuilder.Properties<Enum>().HaveConversion<string>().HaveMaxLength(16);
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<Job>(job =>
        {
            job.ToTable("jobs");
            job.Property(j => j.FileName).HasMaxLength(255);
            job.Property(j => j.Sha256).HasMaxLength(64);
            job.Property(j => j.UploadKey).HasMaxLength(32);
            job.Property(j => j.Library).HasMaxLength(64);
            job.Property(j => j.FileKey).HasMaxLength(64);
            job.HasIndex(j => j.UploadKey).IsUnique();
            job.HasIndex(j => new { j.Priority, j.NextPublishAt }).HasFilter("next_publish_at IS NOT NULL");
            job.HasIndex(j => new { j.State, j.Id });
            job.HasIndex(j => new { j.BatchId, j.Id });
            job.HasIndex(j => new { j.Genre, j.Id });

            // Every upload is looked up by its hash in the cache of results. Without the state SQLite would scan all succeeded jobs instead.
            job.HasIndex(j => new { j.Sha256, j.Model, j.State }).HasFilter("NOT cached");
            job.HasIndex(j => new { j.FileKey, j.Model, j.State }).HasFilter("NOT cached AND file_key IS NOT NULL");

            // Clients page through the jobs of a batch that have ended since their last page.
            job.HasIndex(j => new { j.BatchId, j.EndNumber, j.Id }).HasFilter("end_number IS NOT NULL");

            // A covering index for the counts of a batch.
            job.HasIndex(j => new { j.BatchId, j.State, j.Genre, j.Outcome, j.FinishedAt });
            job.HasIndex(j => j.FinishedAt);
        });
        modelBuilder.Entity<Batch>(batch =>
        {
            batch.ToTable("batches");
            batch.Property(b => b.Name).HasMaxLength(200);
        });
        modelBuilder.Entity<Walk>(walk =>
        {
            walk.ToTable("walks").HasKey(w => w.BatchId);
            walk.Property(w => w.Library).HasMaxLength(64);
            walk.HasIndex(w => w.DueAt).HasFilter("due_at IS NOT NULL");
        });
        modelBuilder.Entity<EndCounter>(counter =>
        {
            counter.ToTable("end_counter");
            counter.Property(c => c.Id).ValueGeneratedNever();
            counter.HasData(new EndCounter { Id = 1, Last = 0 });
        });
        modelBuilder.Entity<IdempotencyRecord>(record =>
        {
            record.ToTable("idempotency_keys").HasKey(r => r.Key);
            record.Property(r => r.Key).HasMaxLength(255);
            record.HasIndex(r => r.CreatedAt);
        });
        modelBuilder.Entity<WebhookDelivery>(delivery =>
        {
            delivery.ToTable("webhook_deliveries");
            delivery.HasIndex(d => d.NextAttemptAt).HasFilter("next_attempt_at IS NOT NULL");
            delivery.HasIndex(d => d.JobId);
        });

        // Not EFCore.NamingConventions, which also renames the keys and indexes that the first migration created.
        foreach (var property in modelBuilder.Model.GetEntityTypes().SelectMany(e => e.GetProperties()))
            property.SetColumnName(JsonNamingPolicy.SnakeCaseLower.ConvertName(property.Name));
    }

    private sealed class UnixMilliseconds() : ValueConverter<DateTimeOffset, long>(
        t => t.ToUnixTimeMilliseconds(), ms => DateTimeOffset.FromUnixTimeMilliseconds(ms));
}

public sealed class SqliteJobDbContext(DbContextOptions<SqliteJobDbContext> options) : JobDbContext(options);

public sealed class PostgresJobDbContext(DbContextOptions<PostgresJobDbContext> options) : JobDbContext(options);
