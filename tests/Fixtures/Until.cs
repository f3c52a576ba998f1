using System.Runtime.CompilerServices;
using Xunit;

namespace GenreQueue.Fixtures;

/// <summary>Polls for a condition that other threads or processes bring about.</summary>
public static class Until
{
    private static readonly TimeSpan DefaultLimit = TimeSpan.FromSeconds(60);

    /// <summary>Polls until the condition holds; fails the test after <paramref name="limit"/>.</summary>
    /// <param name="condition">The condition.</param>
    /// <param name="limit">One minute by default.</param>
    /// <param name="expression">Text of the condition for the failure message; filled in by the compiler.</param>
    public static Task TrueAsync(Func<bool> condition, TimeSpan? limit = null, [CallerArgumentExpression(nameof(condition))] string expression = "") =>
        TrueAsync(() => Task.FromResult(condition()), limit, expression);

    /// <inheritdoc cref="TrueAsync(Func{bool}, TimeSpan?, string)"/>
    public static async Task TrueAsync(Func<Task<bool>> condition, TimeSpan? limit = null, [CallerArgumentExpression(nameof(condition))] string expression = "")
    {
        var deadline = Environment.TickCount64 + (long)(limit ?? DefaultLimit).TotalMilliseconds;
        while (!await condition())
        {
            if (Environment.TickCount64 > deadline) Assert.Fail($"Still false after {limit ?? DefaultLimit}: {expression}");
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }
}
