using GenreQueue.Analysis.Decoding;
using GenreQueue.Contracts;
using GenreQueue.Fixtures.Classification;
using GenreQueue.Hosting.Libraries;

namespace GenreQueue.Worker.Tests;

public sealed class TrackReaderTests : IDisposable
{
    private readonly Fixtures.Servers.TemporaryFolder _folder = new("library");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_file_of_a_library_is_classified_where_it_is_and_stays_as_it_was()
    {
        string? heard = null;
        await using var worker = await StartAsync((path, _) =>
        {
            heard = path;
            return Task.CompletedTask;
        });
        var file = Write("a b\n.mp3");

        var id = await worker.RequestAsync(file);

        Assert.Equal("jazz", (await worker.PublishedAsync<ClassifyCompleted>(m => m.JobId == id)).Result.Value);
        Assert.Equal(_folder.File("a b\n.mp3"), heard);
        Assert.Equal("content", await File.ReadAllTextAsync(heard!, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_file_that_changed_before_or_during_its_job_fails_as_file_changed()
    {
        await using var worker = await StartAsync((path, cancellationToken) => File.AppendAllTextAsync(path, "more", cancellationToken));
        var file = Write("a.mp3");

        Assert.Equal(ErrorCodes.FileChanged, await FailureOfAsync(worker, file with { Modified = file.Modified + 1 }));
        Assert.Equal(ErrorCodes.FileChanged, await FailureOfAsync(worker, file with { Size = 6 }));
        Assert.Equal(ErrorCodes.FileChanged, await FailureOfAsync(worker, file));
    }

    [Fact]
    public async Task A_folder_that_is_replaced_by_a_link_during_the_job_fails_it_as_file_changed()
    {
        await using var worker = await StartAsync((_, _) =>
        {
            Directory.Move(_folder.File("album"), _folder.File("moved"));
            Directory.CreateSymbolicLink(_folder.File("album"), _folder.File("moved"));
            return Task.CompletedTask;
        });
        Directory.CreateDirectory(_folder.File("album"));

        Assert.Equal(ErrorCodes.FileChanged, await FailureOfAsync(worker, Write("album/a.mp3")));
    }

    [Fact]
    public async Task Files_that_cannot_be_opened_have_codes_of_their_own()
    {
        await using var worker = await StartAsync((_, _) => throw new AudioException(ErrorCodes.Corrupt, "It was opened."));
        var file = Write("a.mp3");
        Directory.CreateDirectory(_folder.File("folder"));
        File.CreateSymbolicLink(_folder.File("out.mp3"), "/etc/hostname");

        Assert.Equal(ErrorCodes.NotFound, await FailureOfAsync(worker, file with { Path = "b.mp3" }));
        Assert.Equal(ErrorCodes.Unreadable, await FailureOfAsync(worker, file with { Path = "folder" }));
        Assert.Equal(ErrorCodes.OutsideLibrary, await FailureOfAsync(worker, file with { Path = "out.mp3" }));
        Assert.Equal(ErrorCodes.UnknownLibrary, await FailureOfAsync(worker, file with { Library = "films" }));
        Assert.Equal(ErrorCodes.InternalError, await FailureOfAsync(worker, file with { Path = "../a.mp3" }));
        Assert.Equal(ErrorCodes.Corrupt, await FailureOfAsync(worker, file with { Library = "MUSIC" }));
    }

    private Task<WorkerHarness> StartAsync(Func<string, CancellationToken, Task> classify) =>
        WorkerHarness.StartAsync(FakeClassifier.Jazz(classify), settings: new Dictionary<string, string?> { ["Libraries:music"] = _folder.Path });

    private static async Task<string> FailureOfAsync(WorkerHarness worker, LibraryFile file)
    {
        var id = await worker.RequestAsync(file);
        return (await worker.PublishedAsync<ClassifyFailed>(m => m.JobId == id)).Code;
    }

    private LibraryFile Write(string path)
    {
        File.WriteAllText(_folder.File(path), "content");
        return new LibraryRoot("music", _folder.Path).Find(path, _folder.File(path))!;
    }
}
