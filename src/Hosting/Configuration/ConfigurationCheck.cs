using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace GenreQueue.Hosting.Configuration;

/// <summary>Validates the whole configuration before anything starts, and reports all errors together.</summary>
public static class ConfigurationCheck
{
    /// <summary>Exit code for an invalid configuration: EX_CONFIG of sysexits.h.</summary>
    public const int ExitCode = 78;

    /// <returns>One sentence per error; empty if the configuration is valid.</returns>
    public static IReadOnlyList<string> ErrorsOf(IServiceProvider services)
    {
        try
        {
            services.GetRequiredService<IStartupValidator>().Validate();
            return [];
        }
        catch (OptionsValidationException exception)
        {
            return [.. exception.Failures.Distinct()];
        }
        catch (AggregateException exception)
        {
            return [.. exception.Flatten().InnerExceptions.OfType<OptionsValidationException>().SelectMany(inner => inner.Failures).Distinct()];
        }
    }

    /// <summary>Runs the host if its configuration is valid and it can start; otherwise writes the errors to standard error.</summary>
    /// <param name="host">The host.</param>
    /// <param name="prepare">Called after the validation and before the start; may be null.</param>
    /// <returns>The exit code of the program.</returns>
    public static async Task<int> RunCheckedAsync(this IHost host, Action? prepare = null)
    {
        if (ErrorsOf(host.Services) is { Count: > 0 } errors)
        {
            await Console.Error.WriteLineAsync("The configuration is invalid:");
            foreach (var error in errors) await Console.Error.WriteLineAsync($"- {error}");
            return ExitCode;
        }
        prepare?.Invoke();
        var addresses = host.Services.GetService<IConfiguration>()?["urls"];
        var stopping = host.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        await using var disposal = (IAsyncDisposable)host;
        try
        {
            await host.StartAsync();
        }
        catch (Exception exception) when (StartFault.Of(exception, addresses) is { } fault)
        {
            await Console.Error.WriteLineAsync(fault.Message);
            // Without a stop, the host would log each service that has already started as one that failed.
            await host.StopAsync();
            return fault.ExitCode;
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // Asked to stop while it was starting.
            await host.StopAsync();
            return 0;
        }
        await host.WaitForShutdownAsync();
        return 0;
    }
}
