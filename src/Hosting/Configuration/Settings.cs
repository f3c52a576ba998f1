using System.Reflection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace GenreQueue.Hosting.Configuration;

/// <summary>
/// Reads sections of the configuration value by value: one that is not of its type is told like any other error and hides
/// none of them, where the binder of the framework would throw at the first.
/// </summary>
public static class Settings
{
    /// <summary>Adds the options of a section, checked at start.</summary>
    public static OptionsBuilder<T> AddSettings<T>(this IServiceCollection services, string section)
        where T : class, new()
    {
        services.AddSingleton<IValidateOptions<T>>(provider => new TypeCheck<T>(provider.GetRequiredService<IConfiguration>().GetSection(section)));
        return services.AddOptions<T>()
            .Configure<IConfiguration>((options, configuration) => Bind(configuration.GetSection(section), options))
            .ValidateDataAnnotations()
            .ValidateOnStart();
    }

    /// <summary>A section as it is, for what has to be known before there are services; wrong values are left at their defaults.</summary>
    public static T Read<T>(this IConfiguration configuration, string section)
        where T : class, new()
    {
        var options = new T();
        Bind(configuration.GetSection(section), options);
        return options;
    }

    private static List<string> Bind(IConfigurationSection section, object options)
    {
        var errors = new List<string>();
        foreach (var property in options.GetType().GetProperties().Where(p => p.GetSetMethod() is not null))
        {
            var part = section.GetSection(property.Name);

            // An empty value is none: compose files pass variables on that nobody has set.
            if (!part.Exists() || part.Value is "") continue;
            if (property.PropertyType.IsClass && property.PropertyType != typeof(string)) errors.AddRange(Bind(part, property.GetValue(options)!));
            else if (TryRead(part, property, out var value)) property.SetValue(options, value);
            else errors.Add($"{part.Path} must be {Describe(property.PropertyType)}.");
        }
        return errors;
    }

    private static bool TryRead(IConfigurationSection part, PropertyInfo property, out object? value)
    {
        value = null;
        try
        {
            value = part.Get(property.PropertyType);
            return value is not null;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    private static string Describe(Type type)
    {
        var plain = Nullable.GetUnderlyingType(type) ?? type;
        if (plain == typeof(bool)) return "true or false";
        if (plain.IsEnum) return $"one of {string.Join(", ", Enum.GetNames(plain))}";
        return plain == typeof(string) ? "a text" : "a whole number";
    }

    private sealed class TypeCheck<T>(IConfigurationSection section) : IValidateOptions<T>
        where T : class, new()
    {
        public ValidateOptionsResult Validate(string? name, T options) =>
            Bind(section, new T()) is { Count: > 0 } errors ? ValidateOptionsResult.Fail(errors) : ValidateOptionsResult.Success;
    }
}
