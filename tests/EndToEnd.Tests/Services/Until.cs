namespace GenreQueue.EndToEnd.Tests.Services;

/// <summary>Waits for what other processes bring about.</summary>
internal static class Until
{
    /// <summary>Asks until the condition holds.</summary>
    public static Task TrueAsync(Func<bool> condition, TimeSpan limit, CancellationToken cancellationToken) =>
        TrueAsync(() => Task.FromResult(condition()), limit, cancellationToken);

    /// <summary>Asks until the condition holds.</summary>
    public static async Task TrueAsync(Func<Task<bool>> condition, TimeSpan limit, CancellationToken cancellationToken)
    {
        var deadline = DateTime.UtcNow + limit;
        while (!await condition())
        {
            if (DateTime.UtcNow > deadline) Assert.Fail($"It did not come about within {limit}.");
            await Task.Delay(50, cancellationToken);
        }
    }
}
