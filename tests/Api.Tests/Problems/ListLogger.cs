using GenreQueue.Api.Problems;
using Microsoft.Extensions.Logging;

namespace GenreQueue.Api.Tests.Problems;

/// <summary>Collects the lines of a <see cref="RefusalLog"/>.</summary>
internal sealed class ListLogger(List<string> lines) : ILogger<RefusalLog>
{
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        lines.Add($"{logLevel} {formatter(state, exception)}");
}
