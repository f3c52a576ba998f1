using GenreQueue.Contracts;

namespace GenreQueue.Cli.Server;

/// <summary>What this program reads of the responses of the service.</summary>
internal sealed record ServiceModels(string Default, IReadOnlyList<ServiceModel> Models);

/// <summary>A model of the service.</summary>
internal sealed record ServiceModel(string Id, string Version, IReadOnlyList<string> Genres);

/// <summary>The libraries of the service.</summary>
internal sealed record ServiceLibraries(IReadOnlyList<string> Libraries);

/// <summary>Results by the hash of the file.</summary>
internal sealed record KnownResults(IReadOnlyList<KnownResult> Results);

/// <summary>The result of a file that the service has classified before.</summary>
internal sealed record KnownResult(string Sha256, ClassificationResult Result);

/// <summary>A batch.</summary>
internal sealed record ServiceBatch(Guid Id, ServiceWalk? Walk);

/// <summary>The part of a library that a batch contains.</summary>
internal sealed record ServiceWalk(string Library, string Path, ServiceError? Error);

/// <summary>A job.</summary>
internal sealed record ServiceJob(Guid Id, JobState State, long Size, ServiceSource? Source, ClassificationResult? Result, ServiceError? Error);

/// <summary>The file of a library that a job is about.</summary>
internal sealed record ServiceSource(string Library, string Path);

/// <summary>Why a job or a walk failed.</summary>
internal sealed record ServiceError(string Code, string Title);

/// <summary>Jobs of a batch in the order in which they ended.</summary>
internal sealed record EndedPage(IReadOnlyList<ServiceJob> Items, string Cursor, bool Complete);

/// <summary>A problem document.</summary>
internal sealed record ServiceProblem(string? Code, string? Detail);
