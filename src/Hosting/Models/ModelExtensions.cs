using GenreQueue.Analysis.Models;
using GenreQueue.Hosting.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace GenreQueue.Hosting.Models;

/// <summary>Registers the models.</summary>
public static class ModelExtensions
{
    /// <summary>Adds the <see cref="ModelCatalog"/>. API and worker both call this; a process has one catalog.</summary>
    public static IServiceCollection AddModels(this IServiceCollection services)
    {
        services.AddSettings<ModelOptions>(ModelOptions.Section);
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<ModelOptions>, ModelsCheck>());
        services.TryAddSingleton(provider =>
            new ModelCatalog(ModelCatalog.FindRoots(provider.GetRequiredService<IOptions<ModelOptions>>().Value.ModelsFolder)));
        return services;
    }

    /// <summary>Reads the model cards before anything starts, because neither API nor worker can do without.</summary>
    private sealed class ModelsCheck : IValidateOptions<ModelOptions>
    {
        public ValidateOptionsResult Validate(string? name, ModelOptions options)
        {
            try
            {
                using var catalog = new ModelCatalog(ModelCatalog.FindRoots(options.ModelsFolder));
                return ValidateOptionsResult.Success;
            }
            catch (ModelException exception)
            {
                return ValidateOptionsResult.Fail($"{ModelOptions.Section}:{nameof(ModelOptions.ModelsFolder)} has no usable models: {exception.Message}");
            }
        }
    }
}
