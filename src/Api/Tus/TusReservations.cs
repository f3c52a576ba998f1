using GenreQueue.Api.Configuration;
using GenreQueue.Api.Problems;
using Microsoft.Extensions.Options;

namespace GenreQueue.Api.Tus;

/// <summary>
/// Creates uploads within the limits on unfinished ones. The folder is read each time, because other processes share it; what an
/// upload reserves never changes and is read once.
/// </summary>
internal sealed class TusReservations(TusFiles files, IOptions<TusOptions> options, IOptions<ApiOptions> api)
{
    private const long Megabyte = 1_000_000;
    private readonly Lock _lock = new();
    private Dictionary<Guid, TusUpload> _known = [];

    /// <exception cref="ApiException">Too many uploads are unfinished (503), or their bytes might not fit (507).</exception>
    public TusUpload Create(long length, string metadata, string client)
    {
        lock (_lock)
        {
            Check(length, client);
            return files.Create(length, metadata, client);
        }
    }

    private void Check(long length, string client)
    {
        var open = new Dictionary<Guid, TusUpload>();
        var (reserved, missing, ownCount, ownReserved) = (length, length, 0, length);
        foreach (var (id, received) in files.Open())
        {
            if ((_known.GetValueOrDefault(id) ?? TryRead(id)) is not { } upload) continue;
            open[id] = upload;
            reserved += upload.Length;
            missing += upload.Length - received;
            if (upload.Client != client) continue;
            ownCount++;
            ownReserved += upload.Length;
        }
        _known = open;
        var limits = options.Value;
        if (open.Count >= limits.MaxOpenUploads || ownCount >= limits.MaxOpenUploadsPerClient) throw TusProblems.TooManyOpen();
        if (reserved > limits.MaxReservedMegabytes * Megabyte || ownReserved > limits.MaxReservedMegabytesPerClient * Megabyte
            || missing > files.FreeBytes - api.Value.MinFreeDiskMegabytes * Megabyte) throw TusProblems.NoRoom();
    }

    /// <summary>Null if the upload is being created or deleted, has expired, or has become a job.</summary>
    private TusUpload? TryRead(Guid id)
    {
        try
        {
            return files.Read(id) is { JobId: null } open ? open : null;
        }
        catch (ApiException)
        {
            return null;
        }
    }
}
