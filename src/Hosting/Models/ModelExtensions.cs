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
        services.TryAddSingleton(provider =>
            new ModelCatalog(ModelCatalog.FindRoots(provider.GetRequiredService<IOptions<ModelOptions>>().Value.ModelsFolder)));
        return services;
    }
}
