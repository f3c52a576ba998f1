namespace GenreQueue.EndToEnd.Tests.Faults.Kinds;

/// <summary>Something that can go wrong in an installation.</summary>
internal abstract class Fault
{
    /// <summary>Name in reports.</summary>
    public string Name => GetType().Name;

    /// <summary>Lets it go wrong.</summary>
    public abstract Task InjectAsync(CancellationToken cancellationToken);

    /// <summary>Ends the fault; what it has broken has to recover by itself.</summary>
    public virtual Task HealAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Injects the fault for some time.</summary>
    public async Task OccurAsync(TimeSpan duration, CancellationToken cancellationToken)
    {
        await InjectAsync(cancellationToken);
        try
        {
            await Task.Delay(duration, cancellationToken);
        }
        finally
        {
            // The servers are shared with the tests that follow.
            await HealAsync(CancellationToken.None);
        }
    }
}
