using GenreQueue.Analysis.Models;
using GenreQueue.Hosting.Logging;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace GenreQueue.Worker;

/// <summary>Loads every model before the first job comes: libsvm's loader is not safe for threads, and an unsound model ends the start.</summary>
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
