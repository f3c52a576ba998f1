using GenreQueue.Analysis.Classification;
using GenreQueue.Contracts;

namespace GenreQueue.Cli.Library;

/// <summary>Gives the tracks of a folder one answer.</summary>
internal static class Albums
{
    // One track has nothing to be pooled with.
    private const int FewestTracks = 2;

    /// <summary>Marks all files of a folder as soon as one of them needs an answer, so that the answer of the folder comes from all of them.</summary>
    /// <param name="files">The files, those of a folder together.</param>
    public static async IAsyncEnumerable<LibraryFile> WithWholeFoldersAsync(IAsyncEnumerable<LibraryFile> files)
    {
        await foreach (var folder in FoldersAsync(files))
        {
            var isAsked = folder.Any(file => file.NeedsAnswer);
            var size = folder.Count(HasTags);
            foreach (var file in folder) yield return isAsked && HasTags(file) ? file with { NeedsAnswer = true, FolderSize = size } : file;
        }
    }

    /// <summary>Replaces the answers of a folder by one. A folder whose answers are not complete, because the run was canceled, is left out.</summary>
    /// <param name="files">The files, those of a folder together.</param>
    /// <param name="labels">How many genres the answer names.</param>
    public static async IAsyncEnumerable<LibraryFile> PoolAsync(IAsyncEnumerable<LibraryFile> files, LabelsMode labels)
    {
        await foreach (var folder in FoldersAsync(files))
        {
            var asked = folder.Where(file => file.NeedsAnswer).ToList();
            if (asked.Count > 0 && asked.Count != asked[0].FolderSize) continue;
            var pooled = Pool([.. asked.Select(file => file.Answer).OfType<ClassificationResult>()], labels);
            foreach (var file in folder) yield return file with { Answer = pooled is not null && IsMusic(file.Answer) ? pooled(file.Answer!) : file.Answer };
        }
    }

    /// <summary>
    /// The mean of the probabilities of all tracks that are music. There is none for fewer than two, nor if less than half of them
    /// have its top genre as their own: that is a compilation.
    /// </summary>
    /// <returns>Puts the answer of the folder in place of a track's; null if each track keeps its own.</returns>
    internal static Func<ClassificationResult, ClassificationResult>? Pool(IReadOnlyList<ClassificationResult> answers, LabelsMode labels)
    {
        var music = answers.Where(IsMusic).ToList();
        if (music.Count < FewestTracks) return null;
        var all = music[0].All.Keys.ToDictionary(genre => genre, genre => music.Average(answer => answer.All[genre]));
        var genres = LabelsRule.Apply(all, labels);
        if (music.Count(answer => answer.Value == genres[0]) * 2 < music.Count) return null;
        var outcome = OutcomeRule.OfMusic(all[genres[0]], music.Sum(answer => answer.Audio.WindowDuration));
        return answer => answer with { Value = genres[0], Probability = all[genres[0]], All = all, Genres = genres, Outcome = outcome };
    }

    private static bool HasTags(LibraryFile file) => file is { Known: not null, IsLink: false };

    private static bool IsMusic(ClassificationResult? answer) => answer is not null && answer.Outcome != Outcome.NotMusic;

    private static async IAsyncEnumerable<List<LibraryFile>> FoldersAsync(IAsyncEnumerable<LibraryFile> files)
    {
        var folder = new List<LibraryFile>();
        await foreach (var file in files)
        {
            if (folder.Count > 0 && FolderOf(folder[0]) != FolderOf(file))
            {
                yield return folder;
                folder = [];
            }
            folder.Add(file);
        }
        if (folder.Count > 0) yield return folder;
    }

    private static string? FolderOf(LibraryFile file) => Path.GetDirectoryName(file.Found.Path);
}
