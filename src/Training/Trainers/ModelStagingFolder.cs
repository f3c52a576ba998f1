using GenreQueue.Analysis.Models;
using GenreQueue.Training.Datasets;

namespace GenreQueue.Training.Trainers;

/// <summary>A hidden folder that a model is written to before it replaces the folder of the same name as a whole.</summary>
internal sealed class ModelStagingFolder : IDisposable
{
    private readonly string _folder;
    private readonly string _draft;

    /// <param name="folder">Folder of the model.</param>
    /// <exception cref="TrainingException">The name of the folder is not a model id, or the folder contains something other than a model.</exception>
    public ModelStagingFolder(string folder)
    {
        Check(folder);
        _folder = Full(folder);
        _draft = Sibling("draft");
        Directory.CreateDirectory(_draft);
    }

    /// <summary>Id of the model.</summary>
    public string Id => Path.GetFileName(_folder);

    /// <summary>Checks that a model may be written to a folder.</summary>
    /// <exception cref="TrainingException">The name of the folder is not a model id, or the folder contains something other than a model.</exception>
    public static void Check(string folder)
    {
        var full = Full(folder);
        var id = Path.GetFileName(full);
        if (!ModelCardCheck.IsId(id)) throw new TrainingException($"\"{id}\" is not a valid name for a model folder: {ModelCardCheck.IdRule}.");
        if (File.Exists(full)) throw new TrainingException($"{folder} is a file.");
        if (Directory.Exists(full) && Directory.EnumerateFileSystemEntries(full).Any() && !File.Exists(Path.Combine(full, GenreModel.CardFile)))
            throw new TrainingException($"{folder} contains something other than a model; choose another folder.");
    }

    /// <summary>Path to write a file of the model to.</summary>
    public string PathOf(string file) => Path.Combine(_draft, file);

    /// <summary>Replaces the model's folder with the finished draft.</summary>
    public void Commit()
    {
        var old = Sibling("old");
        if (Directory.Exists(_folder)) Directory.Move(_folder, old);
        Directory.Move(_draft, _folder);
        if (Directory.Exists(old)) Directory.Delete(old, recursive: true);
    }

    /// <summary>Deletes the draft if it was not committed.</summary>
    public void Dispose()
    {
        if (Directory.Exists(_draft)) Directory.Delete(_draft, recursive: true);
    }

    private static string Full(string folder) => Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));

    private string Sibling(string kind) => Path.Combine(Path.GetDirectoryName(_folder)!, $".{Id}.{kind}-{Guid.NewGuid():N}");
}
