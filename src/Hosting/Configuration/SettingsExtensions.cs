using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace GenreQueue.Hosting.Configuration;

/// <summary>Binds options to sections of the configuration so that all errors are reported together.</summary>
public static class SettingsExtensions
{
    /// <summary>Adds the options of a section, validated at startup.</summary>
    public static OptionsBuilder<T> AddSettings<T>(this IServiceCollection services, string section)
        where T : class, new()
    {
        services.AddSingleton<IValidateOptions<T>>(provider => new TypeCheck<T>(provider.GetRequiredService<IConfiguration>().GetSection(section)));
        return services.AddOptions<T>()
            .Configure<IConfiguration>((options, configuration) => new SectionValues<T>(configuration.GetSection(section)).Valid.Bind(options))
            .ValidateDataAnnotations()
            .ValidateOnStart();
    }

    /// <summary>Reads a section before the service provider exists. Invalid values keep their defaults; validation reports them later.</summary>
    public static T Read<T>(this IConfiguration configuration, string section)
        where T : class, new() =>
        new SectionValues<T>(configuration.GetSection(section)).Valid.Get<T>() ?? new T();

    private sealed class TypeCheck<T>(IConfigurationSection section) : IValidateOptions<T>
        where T : class, new()
    {
        public ValidateOptionsResult Validate(string? name, T options) =>
            new SectionValues<T>(section).Errors is { Count: > 0 } errors ? ValidateOptionsResult.Fail(errors) : ValidateOptionsResult.Success;
    }
}
