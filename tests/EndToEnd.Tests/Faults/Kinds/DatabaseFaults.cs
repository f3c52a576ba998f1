using GenreQueue.Fixtures.Servers;

namespace GenreQueue.EndToEnd.Tests.Faults.Kinds;

/// <summary>The database server ends its connections, shuts down, and starts again later.</summary>
internal sealed class DatabaseStopped(PostgresServer postgres) : Fault
{
    /// <inheritdoc/>
    public override Task InjectAsync(CancellationToken cancellationToken) => postgres.StopAsync(cancellationToken);

    /// <inheritdoc/>
    public override Task HealAsync(CancellationToken cancellationToken) => postgres.StartAgainAsync(cancellationToken);
}

/// <summary>The database server is killed and starts again later.</summary>
internal sealed class DatabaseKilled(PostgresServer postgres) : Fault
{
    /// <inheritdoc/>
    public override Task InjectAsync(CancellationToken cancellationToken) => postgres.KillAsync(cancellationToken);

    /// <inheritdoc/>
    public override Task HealAsync(CancellationToken cancellationToken) => postgres.StartAgainAsync(cancellationToken);
}

/// <summary>The database server keeps its connections and answers nothing.</summary>
internal sealed class DatabaseHung(PostgresServer postgres) : Fault
{
    /// <inheritdoc/>
    public override Task InjectAsync(CancellationToken cancellationToken) => postgres.PauseAsync(cancellationToken);

    /// <inheritdoc/>
    public override Task HealAsync(CancellationToken cancellationToken) => postgres.ResumeAsync(cancellationToken);
}
