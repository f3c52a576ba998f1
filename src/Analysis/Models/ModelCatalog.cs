namespace GenreQueue.Analysis.Models;

/// <summary>
/// The models of one or more root folders, one model per subfolder, each loaded on first use and kept. Thread-safe.
/// </summary>
/// <remarks>
/// The first root holds the models that ship with the program and must be valid as a whole. The others are optional: a missing
/// root is ignored, and a folder in it that cannot be used is listed in <see cref="Faults"/> and skipped. If several roots have a
/// model of the same id, the first root wins, so that a shipped model cannot be replaced by accident.
/// </remarks>
public sealed class ModelCatalog : IDisposable
{
    /// <summary>Id of the model used when a request names none.</summary>
    public const string Default = "gtzan-10";

    /// <summary>Environment variable that names the roots.</summary>
    public const string FolderVariable = "GENREQUEUE_MODELS";

    private readonly IReadOnlyList<string> _roots;
    private readonly Lock _reloading = new();
    private volatile CatalogContent _content;
    private bool _disposed;

    /// <param name="roots">Root folders in order of precedence, at least one; see <see cref="FindRoots"/>.</param>
    /// <exception cref="ModelException">The first root does not exist, cannot be read, has no model, or has an invalid model card.</exception>
    public ModelCatalog(params IReadOnlyList<string> roots)
    {
        ArgumentOutOfRangeException.ThrowIfZero(roots.Count, nameof(roots));
        _roots = roots;
        _content = CatalogContent.Read(roots, previous: null);
    }

    /// <summary>The cards of all models, ordered by id.</summary>
    public IReadOnlyList<ModelCard> Cards => _content.Cards;

    /// <summary>Folders of the optional roots that were skipped, with the reasons.</summary>
    public IReadOnlyList<ModelFault> Faults => _content.Faults;

    /// <summary>
    /// Determines the roots: <paramref name="setting"/>, else the environment variable <see cref="FolderVariable"/>, else the
    /// folder <c>models</c> next to the program.
    /// </summary>
    /// <param name="setting">One folder, or several separated as in PATH; empty or null if not configured.</param>
    public static IReadOnlyList<string> FindRoots(string? setting = null)
    {
        if (string.IsNullOrEmpty(setting)) setting = Environment.GetEnvironmentVariable(FolderVariable);
        if (string.IsNullOrEmpty(setting)) return [Path.Combine(AppContext.BaseDirectory, "models")];
        if (Directory.Exists(setting)) return [setting];
        var roots = setting.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        return roots.Length > 0 ? roots : [setting];
    }

    /// <summary>Returns a model, loading it if necessary. It stays valid after a <see cref="Reload"/> that removes or replaces it.</summary>
    /// <exception cref="KeyNotFoundException">There is no such model; the message lists the available ones.</exception>
    /// <exception cref="ModelException">A file of the model is missing or invalid.</exception>
    public GenreModel Get(string id)
    {
        var content = _content;
        return content.Find(id)?.Model.Value
            ?? throw new KeyNotFoundException($"There is no model {id}; there are {string.Join(", ", content.Cards.Select(card => card.Id))}.");
    }

    /// <summary>Reads the roots again. If the first one is no longer valid, the catalog stays as it is.</summary>
    /// <exception cref="ModelException">The first root is no longer valid.</exception>
    public void Reload()
    {
        lock (_reloading)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            // Models that are no longer listed may still be in use. Their handles free the native memory once nothing refers to them.
            _content = CatalogContent.Read(_roots, _content);
        }
    }

    /// <summary>Frees the loaded models; predictions with them then fail.</summary>
    public void Dispose()
    {
        lock (_reloading)
        {
            _disposed = true;
            _content.DisposeModels();
        }
    }
}

/// <param name="Folder">The folder that was skipped.</param>
/// <param name="Reason">The reason, as a sentence.</param>
public sealed record ModelFault(string Folder, string Reason);
