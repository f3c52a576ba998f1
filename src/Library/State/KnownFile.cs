using GenreQueue.Contracts;
using GenreQueue.Library.Tags;

namespace GenreQueue.Library.State;

/// <summary>What is known about a file as long as its stamp is the same.</summary>
/// <param name="Format">Short name of the format; null if the tags could not be read.</param>
/// <param name="AudioHash">Its <see cref="AudioIdentity"/>; null if it was not needed, or the tags could not be read.</param>
/// <param name="Genres">Its genres.</param>
/// <param name="Provenance">What an earlier run wrote about its genres.</param>
/// <param name="Code">Why the tags could not be read; null if they could.</param>
/// <param name="Message">The reason as a sentence.</param>
public sealed record KnownFile(
    string? Format, string? AudioHash, IReadOnlyList<string> Genres, Provenance? Provenance, string? Code = null, string? Message = null);

/// <summary>Identifies an answer.</summary>
/// <param name="AudioHash">Hash of the audio.</param>
/// <param name="Model">The model.</param>
/// <param name="Window">The part of the track.</param>
/// <param name="Labels">The labels rule.</param>
public sealed record AnswerKey(string AudioHash, ModelReference Model, WindowMode Window, LabelsMode Labels);

/// <summary>The answer for a track, or why there is none.</summary>
/// <param name="Result">Null when it failed.</param>
/// <param name="Code">Stable code of the failure; null when it was classified.</param>
/// <param name="Message">The reason as a sentence.</param>
public sealed record KnownAnswer(ClassificationResult? Result, string? Code, string? Message);
