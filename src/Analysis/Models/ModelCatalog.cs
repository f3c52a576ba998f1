namespace GenreQueue.Analysis.Models;

/// <summary>The models of a folder, one a subfolder. Each is loaded when it is first asked for, and kept. Safe for many threads.</summary>
public sealed class ModelCatalog : IDisposable
{
    /// <summary>Id of the model that answers when none is named.</summary>
    public const string Default = "gtzan-10";

    /// <summary>Environment variable that names the folder.</summary>
    public const string FolderVariable = "GENREQUEUE_MODELS";

    private readonly Dictionary<string, Lazy<GenreModel>> _models;

    /// <param name="root">Folder that holds a subfolder for each model; hidden ones and those without <c>model.json</c> are passed over.</param>
    /// <exception cref="ModelException">There is no such folder, it holds no model, or one of its cards is unsound.</exception>
    public ModelCatalog(string root)
    {
        if (!Directory.Exists(root)) throw new ModelException($"There is no models folder {root}.");
        Cards = [.. Directory.EnumerateDirectories(root)
            .Where(folder => !Path.GetFileName(folder).StartsWith('.') && File.Exists(Path.Combine(folder, GenreModel.CardFile)))
            .Order(StringComparer.Ordinal)
            .Select(GenreModel.ReadCard)];
        if (Cards.Count == 0) throw new ModelException($"The folder {root} holds no model.");
        _models = Cards.ToDictionary(card => card.Id, card => new Lazy<GenreModel>(() => GenreModel.Load(Path.Combine(root, card.Id), card)));
    }

    /// <summary>What models there are, by id.</summary>
    public IReadOnlyList<ModelCard> Cards { get; }

    /// <summary>
    /// The models folder: <paramref name="option"/>, else the environment variable <see cref="FolderVariable"/>, else
    /// <c>models</c> beside the program.
    /// </summary>
    public static string FindFolder(string? option = null)
    {
        if (!string.IsNullOrEmpty(option)) return option;
        return Environment.GetEnvironmentVariable(FolderVariable) is { Length: > 0 } named ? named : Path.Combine(AppContext.BaseDirectory, "models");
    }

    /// <summary>A loaded model.</summary>
    /// <exception cref="KeyNotFoundException">There is no such model; the message names those there are.</exception>
    /// <exception cref="ModelException">The model's files do not belong together.</exception>
    public GenreModel Get(string id) => _models.TryGetValue(id, out var model)
        ? model.Value
        : throw new KeyNotFoundException($"There is no model {id}; there are {string.Join(", ", _models.Keys)}.");

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var model in _models.Values.Where(model => model.IsValueCreated)) model.Value.Dispose();
    }
}
