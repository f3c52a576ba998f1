using Serilog.Core;
using Serilog.Events;

namespace GenreQueue.Hosting.Logging;

/// <summary>Quotes every text value of a log line: paths and methods of requests are text of a client, which may contain line breaks.</summary>
internal sealed class QuotedValues : ILogEventEnricher
{
    private const int MaxLength = 500;

    public void Enrich(LogEvent logEvent, ILogEventPropertyFactory propertyFactory)
    {
        List<LogEventProperty>? quoted = null;
        foreach (var (name, value) in logEvent.Properties)
        {
            if (value is not ScalarValue { Value: string text } || ClientText.Quote(text, MaxLength) is var shown && ReferenceEquals(shown, text)) continue;
            (quoted ??= []).Add(new LogEventProperty(name, new ScalarValue(shown)));
        }
        foreach (var property in quoted ?? []) logEvent.AddOrUpdateProperty(property);
    }
}
