using GenreQueue.Analysis.Models;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace GenreQueue.Worker;

/// <summary>Loads all models before the first job, so that an invalid model fails the start and no job waits for the loader.</summary>
public sealed class ModelLoading(ModelCatalog models, ILogger<ModelLoading> logger) : IHostedService
{
    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var card in models.Cards) models.Get(card.Id);
        foreach (var fault in models.Faults) logger.LogWarning("Skipped the model folder {Folder}: {Reason}", fault.Folder, fault.Reason);
        logger.LogInformation("Loaded the models {Models}", models.Cards.Select(card => card.Id));
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
