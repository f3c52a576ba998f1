using GenreQueue.Analysis.Models;

namespace GenreQueue.Training.Trainers;

/// <summary>Where a model is written: in a hidden folder beside its own, which takes the other's place when all of it is there.</summary>
internal sealed class ModelStagingFolder : IDisposable
{
    private readonly string _folder;
    private readonly string _draft;

    /// <param name="folder">Folder of the model.</param>
    /// <exception cref="TrainingException">Its name is no model id, or it holds something that is no model.</exception>
    public ModelStagingFolder(string folder)
    {
        Check(folder);
        _folder = Full(folder);
        _draft = Beside("draft");
        Directory.CreateDirectory(_draft);
    }

    /// <summary>Id of the model.</summary>
    public string Id => Path.GetFileName(_folder);

    /// <summary>Whether a model may be written there.</summary>
    /// <exception cref="TrainingException">The folder's name is no model id, or it holds something that is no model.</exception>
    public static void Check(string folder)
    {
        var full = Full(folder);
        var id = Path.GetFileName(full);
        if (!ModelCardCheck.IsId(id)) throw new TrainingException($"\"{id}\" cannot be a model's folder: {ModelCardCheck.IdRule}.");
        if (File.Exists(full)) throw new TrainingException($"{folder} is a file.");
        if (Directory.Exists(full) && Directory.EnumerateFileSystemEntries(full).Any() && !File.Exists(Path.Combine(full, GenreModel.CardFile)))
            throw new TrainingException($"{folder} holds something that is no model; choose another folder.");
    }

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

    private static string Full(string folder) => Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));

    private string Beside(string kind) => Path.Combine(Path.GetDirectoryName(_folder)!, $".{Id}.{kind}-{Guid.NewGuid():N}");
}
