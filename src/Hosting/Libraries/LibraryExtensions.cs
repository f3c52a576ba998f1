using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace GenreQueue.Hosting.Libraries;

/// <summary>Registers the libraries.</summary>
public static class LibraryExtensions
{
    /// <summary>Adds the <see cref="LibraryRoots"/> of the section <c>Libraries</c>; calling it twice adds them once.</summary>
    public static IServiceCollection AddLibraryRoots(this IServiceCollection services)
    {
        if (services.Any(service => service.ServiceType == typeof(LibraryRoots))) return services;
        services.AddOptions<LibraryOptions>()
            .Configure<IConfiguration>((options, configuration) => options.Roots = LibraryOptions.Read(configuration))
            .ValidateOnStart();
        services.AddSingleton<IValidateOptions<LibraryOptions>, RootsCheck>();
        services.TryAddSingleton<LibraryRoots>();
        return services;
    }

    private sealed class RootsCheck : IValidateOptions<LibraryOptions>
    {
        public ValidateOptionsResult Validate(string? name, LibraryOptions options) =>
            LibraryOptions.ErrorsOf(options).ToList() is { Count: > 0 } errors ? ValidateOptionsResult.Fail(errors) : ValidateOptionsResult.Success;
    }
}
