using GenreQueue.Analysis.Models;

namespace GenreQueue.Analysis.Training;

/// <summary>Where a model is written: in a hidden folder beside its own, which takes the other's place when all of it is there.</summary>
internal sealed class ModelPlace : IDisposable
{
    private readonly string _folder;
    private readonly string _draft;

    /// <param name="folder">Folder of the model.</param>
    /// <exception cref="TrainingException">Its name is no model id, or it holds something that is no model.</exception>
    public ModelPlace(string folder)
    {
        _folder = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        Id = Path.GetFileName(_folder);
        if (!ModelCardCheck.IsId(Id)) throw new TrainingException($"\"{Id}\" cannot be a model's folder: {ModelCardCheck.IdRule}.");
        if (File.Exists(_folder)) throw new TrainingException($"{folder} is a file.");
        if (Directory.Exists(_folder) && Directory.EnumerateFileSystemEntries(_folder).Any() && !File.Exists(Path.Combine(_folder, GenreModel.CardFile)))
            throw new TrainingException($"{folder} holds something that is no model; choose another folder.");
        _draft = Beside("draft");
        Directory.CreateDirectory(_draft);
    }

    /// <summary>Id of the model.</summary>
    public string Id { get; }

    /// <summary>Where to write a file of the model.</summary>
    public string PathOf(string file) => Path.Combine(_draft, file);

    /// <summary>Puts the model in its place.</summary>
    public void Commit()
    {
        var old = Beside("old");
        if (Directory.Exists(_folder)) Directory.Move(_folder, old);
        Directory.Move(_draft, _folder);
        if (Directory.Exists(old)) Directory.Delete(old, recursive: true);
    }

    /// <summary>Removes what was not committed.</summary>
    public void Dispose()
    {
        if (Directory.Exists(_draft)) Directory.Delete(_draft, recursive: true);
    }

    private string Beside(string kind) => Path.Combine(Path.GetDirectoryName(_folder)!, $".{Id}.{kind}-{Guid.NewGuid():N}");
}
