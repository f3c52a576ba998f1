using GenreQueue.Analysis.Decoding;
using GenreQueue.Api.Configuration;
using GenreQueue.Api.Problems;
using GenreQueue.Contracts;
using GenreQueue.Hosting.Uploads;
using Microsoft.Extensions.Options;

namespace GenreQueue.Api.Uploads;

/// <summary>Receives single files into the upload store. Rejects empty files, files above the size limit, and content that is not audio.</summary>
public sealed class UploadReceiver(IUploadStore store, UploadJanitor janitor, IOptions<ApiOptions> options)
{
    /// <summary>An empty collection for the files of one request, to be disposed at its end.</summary>
    public ReceivedFiles Begin() => new(janitor);

    /// <summary>Receives one file and adds it to <paramref name="files"/>.</summary>
    /// <param name="files">The files of this request.</param>
    /// <param name="source">The bytes; read to the end.</param>
    /// <param name="fileName">The name that the client gave; any text.</param>
    /// <param name="cancellationToken">Cancels the transfer; the store then keeps nothing of it.</param>
    /// <param name="jobId">Id that its job must have; null for a new id.</param>
    /// <exception cref="ApiException">The file is rejected, or the client disconnected.</exception>
    public async Task ReceiveAsync(ReceivedFiles files, Stream source, string? fileName, CancellationToken cancellationToken, Guid? jobId = null)
    {
        var name = FileNames.Clean(fileName);
        var body = new RequestBody(source);
        CheckContent(name, (await body.PeekAsync(ContentSniffer.HeadBytes, cancellationToken)).Span);
        try
        {
            files.Add(new ReceivedFile(await store.SaveAsync(body, options.Value.MaxUploadBytes, cancellationToken), name, jobId));
        }
        catch (UploadTooLargeException)
        {
            throw new ApiException(413, ProblemCodes.UploadTooLarge,
                $"The file {name} is larger than {options.Value.MaxUploadMegabytes} MB.")
            { File = name };
        }
    }

    private static void CheckContent(string name, ReadOnlySpan<byte> head)
    {
        if (head.IsEmpty)
        {
            throw new ApiException(400, ErrorCodes.Empty, $"The file {name} is empty.")
            {
                File = name,
                Errors = new Dictionary<string, string[]> { ["file"] = [$"The file {name} is empty."] },
            };
        }
        if (ContentSniffer.NotAudio(head) is { } kind)
            throw new ApiException(415, ProblemCodes.UnsupportedMediaType, $"The file {name} is not audio. Its content is {kind}.") { File = name };
    }
}
