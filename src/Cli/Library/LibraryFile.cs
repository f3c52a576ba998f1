using GenreQueue.Cli.Classify;
using GenreQueue.Contracts;
using GenreQueue.Library.Files;
using GenreQueue.Library.State;

namespace GenreQueue.Cli.Library;

/// <summary>A file on its way through a run.</summary>
/// <param name="Found">Where it is.</param>
internal sealed record LibraryFile(FoundFile Found)
{
    /// <summary>What the file system tells; null if it could not.</summary>
    public FileFacts? Facts { get; init; }

    /// <summary>What its tags hold; null if they could not be read.</summary>
    public KnownFile? Known { get; init; }

    /// <summary>Whether it is a link to a file that the run visits under another name.</summary>
    public bool IsLink { get; init; }

    /// <summary>Whether the rules need an answer of the model.</summary>
    public bool NeedsAnswer { get; init; }

    /// <summary>Number of files in its folder that need an answer with it; 0 where each file is decided by itself.</summary>
    public int FolderSize { get; init; }

    /// <summary>The answer; null if there is none (yet).</summary>
    public ClassificationResult? Answer { get; init; }

    /// <summary>Why there is nothing to be decided; null if all went well so far.</summary>
    public FileError? Error { get; init; }
}
