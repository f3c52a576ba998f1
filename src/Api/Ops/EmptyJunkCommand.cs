using GenreQueue.Hosting.Bus;
using GenreQueue.Hosting.Configuration;
using Microsoft.Extensions.Options;
using RabbitMQ.Client.Exceptions;

namespace GenreQueue.Api.Ops;

/// <summary>The command <c>empty-junk</c> of the API program: deletes the messages that could not be handled, and says how many.</summary>
public static class EmptyJunkCommand
{
    /// <summary>First argument of the program.</summary>
    public const string Name = "empty-junk";

    private const int UsageError = 64;   // EX_USAGE of sysexits.h
    private const int Unavailable = 69;   // EX_UNAVAILABLE of sysexits.h

    private const string Help = """
        Usage: GenreQueue.Api empty-junk

        Deletes the messages that could not be handled (queues *_error, *_skipped and junk) and prints how
        many there were in each queue. The broker is that of the service's settings (Bus:Host and so on).

        Exit codes: 0 done, 64 wrong arguments, 69 the broker does not answer, 78 the configuration is invalid.
        """;

    /// <summary>Runs the command.</summary>
    /// <param name="builder">Has the configuration of the service.</param>
    /// <param name="arguments">What follows the name of the command.</param>
    /// <param name="output">Standard output.</param>
    /// <param name="error">Standard error.</param>
    /// <returns>The exit code of the program.</returns>
    public static async Task<int> RunAsync(IHostApplicationBuilder builder, IReadOnlyList<string> arguments, TextWriter output, TextWriter error)
    {
        if (arguments is not [])
        {
            var asksForHelp = arguments is ["--help" or "-h"];
            await (asksForHelp ? output : error).WriteLineAsync(Help);
            return asksForHelp ? 0 : UsageError;
        }
        builder.Services.AddSettings<BusOptions>(BusOptions.Section);
        await using var services = builder.Services.BuildServiceProvider();
        if (ConfigurationCheck.ErrorsOf(services) is { Count: > 0 } errors)
        {
            foreach (var line in errors) await error.WriteLineAsync(line);
            return ConfigurationCheck.ExitCode;
        }
        var options = services.GetRequiredService<IOptions<BusOptions>>();
        if (options.Value.Transport == BusTransport.Memory)
        {
            await output.WriteLineAsync("The bus is in memory and keeps no messages.");
            return 0;
        }
        try
        {
            var emptied = await new JunkQueues(options).EmptyAsync(CancellationToken.None);
            foreach (var (queue, messages) in emptied) await output.WriteLineAsync($"{queue}: {messages} deleted");
            await output.WriteLineAsync($"{emptied.Values.Sum(messages => messages)} messages deleted");
            return 0;
        }
        catch (Exception exception) when (exception is BrokerUnreachableException or OperationInterruptedException or OperationCanceledException or IOException)
        {
            await error.WriteLineAsync(
                $"The broker at {options.Value.Host}:{options.Value.Port} does not answer or refuses the connection. Check that it runs, and the settings Bus:*.");
            return Unavailable;
        }
    }
}
