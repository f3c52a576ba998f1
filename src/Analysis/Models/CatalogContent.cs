namespace GenreQueue.Analysis.Models;

/// <summary>An immutable list of the models found in the roots of a <see cref="ModelCatalog"/>.</summary>
internal sealed class CatalogContent
{
    private readonly SortedDictionary<string, Entry> _entries = new(StringComparer.Ordinal);
    private readonly List<ModelFault> _faults = [];

    private CatalogContent()
    {
    }

    public IReadOnlyList<ModelCard> Cards { get; private set; } = [];

    public IReadOnlyList<ModelFault> Faults => _faults;

    /// <param name="roots">Root folders in order of precedence; the first is required, the others are optional.</param>
    /// <param name="previous">Content whose loaded models are kept where they have not changed.</param>
    /// <exception cref="ModelException">The first root is not valid.</exception>
    public static CatalogContent Read(IReadOnlyList<string> roots, CatalogContent? previous)
    {
        var content = new CatalogContent();
        content.AddRequired(roots[0], previous);
        foreach (var root in roots.Skip(1).Where(Directory.Exists)) content.AddOptional(root, previous);
        content.Cards = [.. content._entries.Values.Select(entry => entry.Card)];
        return content;
    }

    public Entry? Find(string id) => _entries.GetValueOrDefault(id);

    public void DisposeModels()
    {
        foreach (var entry in _entries.Values.Where(entry => entry.Model.IsValueCreated)) entry.Model.Value.Dispose();
    }

    private void AddRequired(string root, CatalogContent? previous)
    {
        if (!Directory.Exists(root)) throw new ModelException($"There is no models folder {root}.");
        try
        {
            foreach (var folder in ModelFolders(root))
            {
                var card = GenreModel.ReadCard(folder);
                _entries.Add(card.Id, EntryOf(folder, card, previous));
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ModelException($"The models folder {root} cannot be read. {exception.Message}", exception);
        }
        if (_entries.Count == 0) throw new ModelException($"The folder {root} contains no models.");
    }

    private void AddOptional(string root, CatalogContent? previous)
    {
        try
        {
            foreach (var folder in ModelFolders(root)) TryAdd(folder, previous);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            _faults.Add(new ModelFault(root, exception.Message));
        }
    }

    private void TryAdd(string folder, CatalogContent? previous)
    {
        try
        {
            var card = GenreModel.ReadCard(folder);
            if (Find(card.Id) is { } first) throw new ModelException($"The model {card.Id} is already provided by {first.Folder}.");
            var entry = EntryOf(folder, card, previous);
            // Loading now finds damage while the model can still be skipped.
            _ = entry.Model.Value;
            _entries.Add(card.Id, entry);
        }
        catch (ModelException exception)
        {
            _faults.Add(new ModelFault(folder, exception.Message));
        }
    }

    private static Entry EntryOf(string folder, ModelCard card, CatalogContent? previous) =>
        previous?.Find(card.Id) is { } old && old.Folder == folder && old.Card.Version == card.Version && old.Model.IsValueCreated
            ? old
            : new Entry(folder, card, new Lazy<GenreModel>(() => GenreModel.Load(folder, card)));

    /// <summary>Subfolders with a model card. Hidden ones are drafts of models being trained or installed.</summary>
    private static IEnumerable<string> ModelFolders(string root) => Directory.EnumerateDirectories(root)
        .Where(folder => !Path.GetFileName(folder).StartsWith('.') && File.Exists(Path.Combine(folder, GenreModel.CardFile)))
        .Order(StringComparer.Ordinal);

    /// <param name="Folder">Folder of the model.</param>
    /// <param name="Card">Its card.</param>
    /// <param name="Model">The model, loaded on first use.</param>
    internal sealed record Entry(string Folder, ModelCard Card, Lazy<GenreModel> Model);
}
