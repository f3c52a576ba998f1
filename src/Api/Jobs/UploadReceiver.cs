using GenreQueue.Analysis.Decoding;
using GenreQueue.Api.Configuration;
using GenreQueue.Api.Problems;
using GenreQueue.Contracts;
using GenreQueue.Hosting.Uploads;
using Microsoft.Extensions.Options;

namespace GenreQueue.Api.Jobs;

/// <param name="Upload">The file in the store.</param>
/// <param name="FileName">Its name for display, cleaned.</param>
/// <param name="JobId">Key that its job must have; null for a new one.</param>
public sealed record ReceivedFile(StoredUpload Upload, string FileName, Guid? JobId = null);

/// <summary>Takes one file into the store, unless it is empty, too large or certainly no audio.</summary>
public sealed class UploadReceiver(IUploadStore store, IOptions<ApiOptions> options)
{
    /// <param name="source">The bytes; read to their end.</param>
    /// <param name="fileName">Name the sender gave it; any text.</param>
    /// <param name="cancellationToken">Ends the transfer; nothing is left behind.</param>
    /// <exception cref="ApiException">The file is refused, or the sender broke off.</exception>
    public async Task<ReceivedFile> ReceiveAsync(Stream source, string? fileName, CancellationToken cancellationToken)
    {
        var name = FileNames.Clean(fileName);
        var body = new RequestBody(source);
        var head = await body.PeekAsync(ContentSniffer.HeadBytes, cancellationToken);
        if (head.IsEmpty)
        {
            throw new ApiException(400, ErrorCodes.Empty, $"The file {name} is empty.")
            {
                File = name,
                Errors = new Dictionary<string, string[]> { ["file"] = [$"The file {name} is empty."] },
            };
        }
        if (ContentSniffer.NotAudio(head.Span) is { } kind)
            throw new ApiException(415, ProblemCodes.UnsupportedMediaType, $"The file {name} is not audio. Its content is {kind}.") { File = name };
        try
        {
            return new ReceivedFile(await store.SaveAsync(body, options.Value.MaxUploadBytes, cancellationToken), name);
        }
        catch (UploadTooLargeException)
        {
            throw new ApiException(413, ProblemCodes.UploadTooLarge,
                $"The file {name} is larger than {options.Value.MaxUploadMegabytes} MB.")
            { File = name };
        }
    }
}
