namespace GenreQueue.Library.Journal;

/// <summary>A run as its journal tells it.</summary>
/// <param name="Id">Id of the run.</param>
/// <param name="Header">What the run is.</param>
/// <param name="End">The end; null if the run was killed or still works.</param>
/// <param name="Files">How many files it was about to write.</param>
/// <param name="Written">How many it wrote.</param>
/// <param name="Open">For how many the journal does not tell what became of them.</param>
/// <param name="UndoneBy">Id of the last run that took it back; null if none did, or if that was taken back too.</param>
public sealed record RunRecord(string Id, RunHeader Header, RunEnd? End, int Files, int Written, int Open, string? UndoneBy);

/// <summary>A file of a run.</summary>
/// <param name="Path">Absolute path.</param>
/// <param name="Before">What was recorded before it was touched.</param>
/// <param name="After">What became of it; null if the run was killed meanwhile.</param>
public sealed record RunFile(string Path, BeforeEntry Before, AfterEntry? After);
