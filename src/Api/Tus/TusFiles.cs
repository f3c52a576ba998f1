using System.Text.Json;
using GenreQueue.Api.Problems;
using GenreQueue.Hosting.Uploads;
using Microsoft.Extensions.Options;

namespace GenreQueue.Api.Tus;

/// <summary>
/// The files of unfinished uploads, <c>{id}.bytes</c> and <c>{id}.json</c>. The offset is the length of the first file, so it
/// survives a crash at any time.
/// </summary>
internal sealed class TusFiles
{
    private const string New = ".new";
    private const string Bytes = ".bytes";
    private readonly string _folder;
    private readonly TimeProvider _time;

    public TusFiles(IOptions<TusOptions> options, IOptions<UploadOptions> uploads, TimeProvider time)
    {
        _time = time;
        _folder = Path.GetFullPath(options.Value.Folder is { Length: > 0 } own ? own : Path.Combine(uploads.Value.Folder, "tus"));
        Lifetime = TimeSpan.FromHours(options.Value.ExpireHours);
        Directory.CreateDirectory(_folder);
    }

    public TimeSpan Lifetime { get; }

    /// <summary>Free space on the disk of the folder, in bytes.</summary>
    public long FreeBytes => new DriveInfo(_folder).AvailableFreeSpace;

    public TusUpload Create(long length, string metadata, string client)
    {
        var upload = new TusUpload(Guid.CreateVersion7(), length, metadata, client);
        File.Create(BytesOf(upload.Id)).Dispose();
        Write(upload);
        return upload;
    }

    /// <exception cref="ApiException">The upload does not exist or has expired.</exception>
    public TusUpload Read(Guid id)
    {
        try
        {
            if (ExpiresAt(id) <= _time.GetUtcNow()) throw TusProblems.NotFound();
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

    /// <summary>Number of bytes that have been received and need not be sent again.</summary>
    public long OffsetOf(TusUpload upload)
    {
        if (upload.JobId is not null) return upload.Length;
        var file = new FileInfo(BytesOf(upload.Id));
        return upload.TrustedBytes ?? (file.Exists ? file.Length : throw TusProblems.NotFound());
    }

    /// <summary>Opens the bytes exclusively, across all processes that share the folder. The lock is released when the process ends.</summary>
    /// <exception cref="ApiException">Another request has locked the upload, or it does not exist.</exception>
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

    /// <summary>Deletes the bytes, which are no longer needed once the job exists.</summary>
    public void DeleteBytes(Guid id) => File.Delete(BytesOf(id));

    public void Delete(Guid id)
    {
        File.Delete(StateOf(id) + New);
        File.Delete(StateOf(id));
        File.Delete(BytesOf(id));
    }

    public DateTimeOffset ExpiresAt(Guid id)
    {
        // The bytes are written during the upload and the state at its end. A missing file has a very old timestamp.
        var touched = Math.Max(File.GetLastWriteTimeUtc(BytesOf(id)).Ticks, File.GetLastWriteTimeUtc(StateOf(id)).Ticks);
        return new DateTimeOffset(touched, TimeSpan.Zero) + Lifetime;
    }

    /// <summary>The uploads that have not become jobs, with the number of bytes that they occupy.</summary>
    public IEnumerable<(Guid Id, long Bytes)> Open()
    {
        foreach (var file in new DirectoryInfo(_folder).EnumerateFiles("*" + Bytes))
        {
            if (Guid.TryParse(Path.GetFileNameWithoutExtension(file.Name), out var id) && LengthOf(file) is { } length) yield return (id, length);
        }
    }

    public IEnumerable<Guid> All() => Directory.EnumerateFiles(_folder)
        .Select(path => Guid.TryParse(Path.GetFileName(path).Split('.')[0], out var id) ? id : Guid.Empty)
        .Where(id => id != Guid.Empty)
        .Distinct();

    /// <summary>Null if the file has been deleted in the meantime.</summary>
    private static long? LengthOf(FileInfo file)
    {
        try
        {
            return file.Length;
        }
        catch (FileNotFoundException)
        {
            return null;
        }
    }

    private string BytesOf(Guid id) => Path.Combine(_folder, $"{id}{Bytes}");

    private string StateOf(Guid id) => Path.Combine(_folder, $"{id}.json");
}
