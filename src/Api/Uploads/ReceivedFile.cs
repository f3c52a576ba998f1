using GenreQueue.Hosting.Uploads;

namespace GenreQueue.Api.Uploads;

/// <summary>A file of the current request.</summary>
/// <param name="Upload">The file in the upload store.</param>
/// <param name="FileName">Its name, sanitised for display.</param>
/// <param name="JobId">Id that its job must have; null for a new id.</param>
public sealed record ReceivedFile(StoredUpload Upload, string FileName, Guid? JobId = null);
