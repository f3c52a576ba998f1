using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace GenreQueue.Hosting.Configuration;

/// <summary>Tells every error of the configuration at once, before anything is started or opened with it.</summary>
public static class ConfigurationCheck
{
    /// <summary>Exit code of a program whose configuration is wrong (EX_CONFIG of sysexits.h).</summary>
    public const int ExitCode = 78;

    /// <returns>What is wrong, a sentence each; empty when all is well.</returns>
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
            return [.. exception.Flatten().InnerExceptions.OfType<OptionsValidationException>().SelectMany(one => one.Failures).Distinct()];
        }
    }

    /// <summary>Runs a host whose configuration is sound; else says on standard error what is not.</summary>
    /// <param name="host">What to run.</param>
    /// <param name="prepare">Called once the configuration is known to be sound; may be null.</param>
    /// <returns>The program's exit code.</returns>
    public static async Task<int> RunCheckedAsync(this IHost host, Action? prepare = null)
    {
        if (ErrorsOf(host.Services) is { Count: > 0 } errors)
        {
            await Console.Error.WriteLineAsync("The configuration is wrong:");
            foreach (var error in errors) await Console.Error.WriteLineAsync($"- {error}");
            return ExitCode;
        }
        prepare?.Invoke();
        await host.RunAsync();
        return 0;
    }
}
