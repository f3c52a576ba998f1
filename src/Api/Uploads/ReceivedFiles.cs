using System.Collections;

namespace GenreQueue.Api.Uploads;

/// <summary>The files that a request has put into the upload store. Disposing it deletes those that no stored job has taken over.</summary>
public sealed class ReceivedFiles(UploadJanitor janitor) : IReadOnlyList<ReceivedFile>, IAsyncDisposable
{
    private readonly List<ReceivedFile> _files = [];
    private readonly HashSet<string> _committed = [];

    public int Count => _files.Count;

    public ReceivedFile this[int index] => _files[index];

    public void Add(ReceivedFile file) => _files.Add(file);

    /// <summary>Keeps these uploads: the jobs that need them are stored.</summary>
    public void Commit(IEnumerable<string> keys) => _committed.UnionWith(keys);

    public async ValueTask DisposeAsync()
    {
        // Not cancelled with the request, which may be the reason why its files are deleted.
        await janitor.DeleteAsync(_files.Select(file => file.Upload.Key).Where(key => !_committed.Contains(key)));
        _files.Clear();
    }

    public IEnumerator<ReceivedFile> GetEnumerator() => _files.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
