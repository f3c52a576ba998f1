using System.Text.Json;
using GenreQueue.Analysis.FrontEnds;
using GenreQueue.Api.Problems;
using GenreQueue.Hosting.Configuration;
using GenreQueue.Hosting.Uploads;
using Microsoft.Extensions.Options;

namespace GenreQueue.Api.Tus;

/// <summary>
/// The files of unfinished uploads: <c>{id}.bytes</c> and <c>{id}.json</c>. The offset is the length of the first, so it
/// survives the end of the process at any moment.
/// </summary>
internal sealed class TusFiles
{
    private const string New = ".new";
    private readonly string _folder;

    public TusFiles(IOptions<TusOptions> options, IOptions<UploadOptions> uploads)
    {
        _folder = Path.GetFullPath(options.Value.Folder is { Length: > 0 } own ? own : Path.Combine(uploads.Value.Folder, "tus"));
        Lifetime = TimeSpan.FromHours(options.Value.ExpireHours);
        Directory.CreateDirectory(_folder);
    }

    public TimeSpan Lifetime { get; }

    public TusUpload Create(long length, string metadata)
    {
        var upload = new TusUpload(Guid.CreateVersion7(), length, metadata);
        File.Create(BytesOf(upload.Id)).Dispose();
        Write(upload);
        return upload;
    }

    /// <exception cref="ApiException">There is none, or it has expired.</exception>
    public TusUpload Read(Guid id)
    {
        try
        {
            if (ExpiresAt(id) <= DateTimeOffset.UtcNow) throw TusProblems.NotFound();
            return JsonSerializer.Deserialize<TusUpload>(File.ReadAllBytes(StateOf(id))) ?? throw TusProblems.NotFound();
        }
        catch (Exception exception) when (exception is FileNotFoundException or JsonException)
        {
            throw TusProblems.NotFound();
        }
    }

    public void Write(TusUpload upload)
    {
        var temporary = StateOf(upload.Id) + New;
        File.WriteAllBytes(temporary, JsonSerializer.SerializeToUtf8Bytes(upload));
        File.Move(temporary, StateOf(upload.Id), overwrite: true);
    }

    /// <summary>How many bytes have arrived for good.</summary>
    public long OffsetOf(TusUpload upload)
    {
        if (upload.JobId is not null) return upload.Length;
        var file = new FileInfo(BytesOf(upload.Id));
        return upload.TrustedBytes ?? (file.Exists ? file.Length : throw TusProblems.NotFound());
    }

    /// <summary>Opens the bytes for this request alone, in this process and in every other on the same folder; ends with the process.</summary>
    /// <exception cref="ApiException">Another request has them, or they are gone.</exception>
    public FileStream Lock(Guid id)
    {
        try
        {
            return new FileStream(BytesOf(id), FileMode.Open, FileAccess.ReadWrite, FileShare.None, bufferSize: 0, useAsync: true);
        }
        catch (FileNotFoundException)
        {
            throw TusProblems.NotFound();
        }
        catch (IOException)
        {
            throw TusProblems.Locked();
        }
    }

    /// <summary>Removes the bytes, which are no longer needed once the job exists.</summary>
    public void DeleteBytes(Guid id) => File.Delete(BytesOf(id));

    public void Delete(Guid id)
    {
        File.Delete(StateOf(id) + New);
        File.Delete(StateOf(id));
        File.Delete(BytesOf(id));
    }

    public DateTimeOffset ExpiresAt(Guid id)
    {
        // Both files, because one is written when bytes come and the other when the upload ends; a file that is gone counts as very old.
        var touched = Math.Max(File.GetLastWriteTimeUtc(BytesOf(id)).Ticks, File.GetLastWriteTimeUtc(StateOf(id)).Ticks);
        return new DateTimeOffset(touched, TimeSpan.Zero) + Lifetime;
    }

    public IEnumerable<Guid> All() => Directory.EnumerateFiles(_folder)
        .Select(path => Guid.TryParse(Path.GetFileName(path).Split('.')[0], out var id) ? id : Guid.Empty)
        .Where(id => id != Guid.Empty)
        .Distinct();

    private string BytesOf(Guid id) => Path.Combine(_folder, $"{id}.bytes");

    private string StateOf(Guid id) => Path.Combine(_folder, $"{id}.json");
}
