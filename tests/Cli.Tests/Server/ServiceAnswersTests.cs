using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using GenreQueue.Cli.Library;
using GenreQueue.Cli.Server;
using GenreQueue.Cli.Termination;
using GenreQueue.Contracts;
using GenreQueue.Fixtures;
using GenreQueue.Fixtures.Servers;
using GenreQueue.Library.Files;

namespace GenreQueue.Cli.Tests.Server;

public sealed class ServiceAnswersTests(Service service) : IClassFixture<Service>, IDisposable
{
    private readonly TemporaryFolder _folder = new("tracks");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Tracks_are_answered_in_their_order_and_only_new_content_is_uploaded()
    {
        Track[] tracks = [Write("a.mp3", "jazz 1"), Write("b.mp3", "pop 1"), Write("same.mp3", "jazz 1"), Write("silent.mp3", ErrorCodes.Silent), Write("c\n.mp3", "rock 1")];
        using var first = new Requests(service.Server.CreateHandler());
        var answers = await AnswerAsync(first, tracks);
        Assert.Equal(tracks, answers.Select(answer => answer.Track));
        Assert.Equal(["jazz", "pop", "jazz", ErrorCodes.Silent, "rock"], answers.Select(WordOf));
        Assert.InRange(first.Uploads, 4, 5);

        using var second = new Requests(service.Server.CreateHandler());
        Assert.Equal(["jazz", "pop", "jazz", ErrorCodes.Silent, "rock"], (await AnswerAsync(second, tracks)).Select(WordOf));
        Assert.Equal(1, second.Uploads);   // failures are not remembered by the service
    }

    [Fact]
    public async Task Files_that_cannot_be_sent_or_are_refused_fail_with_a_code_of_their_own()
    {
        Track[] tracks = [Write("empty.mp3", []), Write("picture.mp3", [0x89, .. "PNG\r\n\u001a\n"u8, 0, 0, 0, 13]), Write("ok.mp3", "jazz 2"), new("/missing.mp3", "missing.mp3", default)];
        using var requests = new Requests(service.Server.CreateHandler());
        Assert.Equal(
            [ErrorCodes.Empty, "unsupported_media_type", "jazz", ErrorCodes.NotFound], (await AnswerAsync(requests, tracks)).Select(WordOf));
    }

    [Fact]
    public async Task A_file_that_a_proxy_refuses_fails_alone()
    {
        using var requests = new Requests(service.Server.CreateHandler()) { FaultOf = n => n == 1 ? Fault.TooLarge : Fault.None };
        var answers = await AnswerAsync(requests, [Write("large.mp3", "jazz 6"), Write("small.mp3", "jazz 7")]);
        Assert.Equal(["jazz", "upload_too_large"], answers.Select(WordOf).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_request_that_is_lost_or_comes_too_early_is_repeated_and_makes_one_job()
    {
        var tracks = Enumerable.Range(0, 6).Select(n => Write($"{n}.mp3", $"jazz 3 {n}")).ToArray();
        using var requests = new Requests(service.Server.CreateHandler()) { FaultOf = n => n <= 6 ? (Fault)(1 + (n % 3)) : Fault.None };
        Assert.All(await AnswerAsync(requests, tracks), answer => Assert.Equal("jazz", WordOf(answer)));
        Assert.Equal(12, requests.Uploads);
        Assert.All(Enumerable.Range(0, 6), n => Assert.Equal(1, service.Calls[$"jazz 3 {n}"]));
    }

    [Fact]
    public async Task Canceling_cancels_the_rest_of_the_batch()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var hold = Write("hold.mp3", "hold");
        await using var source = await OpenAsync(service.Server.CreateHandler());
        var run = ReadAsync(source.Tracks.AnswerAsync(new[] { hold }.ToAsyncEnumerable(), stop.Token));
        await Until.TrueAsync(() => service.Calls.ContainsKey("hold"));
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
        var jobs = await service.CreateClient().GetFromJsonAsync<JsonElement>("/api/v1/jobs?state=canceled", Cancellation);
        Assert.Equal("hold.mp3", Assert.Single(jobs.GetProperty("items").EnumerateArray()).GetProperty("fileName").GetString());
    }

    [Fact]
    public async Task Files_of_a_library_are_matched_by_their_path_and_nothing_is_uploaded()
    {
        Track Placed(string path, byte[] content, byte[] there)
        {
            Directory.CreateDirectory(Path.Combine(service.Music, "rock"));
            File.WriteAllBytes(Path.Combine(service.Music, "rock", path), there);
            return Write(path, content);
        }
        Track[] tracks =
        [
            Placed("b\n é.mp3", Service.Track("pop 4"), Service.Track("pop 4")), Placed("a.mp3", Service.Track("jazz 4"), Service.Track("jazz 4")),
            Placed("other.mp3", Service.Track("jazz 4b"), Service.Track("jazz 4 and more")), Placed("silent.mp3", Service.Track(ErrorCodes.Silent), Service.Track(ErrorCodes.Silent)),
            Write("only here.mp3", "pop 4"),
        ];
        using var requests = new Requests(service.Server.CreateHandler());
        Assert.Equal(
            ["pop", "jazz", ErrorCodes.FileChanged, ErrorCodes.Silent, LibraryAnswers.NotInLibrary], (await AnswerAsync(requests, tracks, "Music/rock/")).Select(WordOf));
        Assert.Equal(0, requests.Uploads);
    }

    [Fact]
    public async Task A_source_knows_the_model_before_the_first_track()
    {
        await using var source = await OpenAsync(service.Server.CreateHandler(), model: "gtzan-6");
        Assert.Equal(("gtzan-6", 6), (source.Model.Id, source.Genres.Count));
        var wrong = await Assert.ThrowsAsync<UsageException>(() => OpenAsync(service.Server.CreateHandler(), model: "none"));
        Assert.StartsWith("The service has no model none; there are ", wrong.Message, StringComparison.Ordinal);
        Assert.Equal("The service has no library films; there are music.", (await Assert.ThrowsAsync<UsageException>(() => OpenAsync(service.Server.CreateHandler(), "films/a"))).Message);
    }

    [Theory]
    [InlineData("localhost:8080")]
    [InlineData("ftp://localhost")]
    [InlineData("http://localhost:8080/?a=b")]
    [InlineData("music")]
    public async Task A_wrong_address_is_wrong_usage(string address) => await Assert.ThrowsAsync<UsageException>(() =>
        ServiceAnswerSource.OpenAsync(address, null, null, WindowMode.Middle, LabelsMode.Multi, Cancellation));

    [Fact]
    public async Task A_service_that_is_away_and_an_address_of_something_else_are_told_at_once()
    {
        // Nothing listens on the port of a closed socket.
        var away = await Assert.ThrowsAsync<ServiceException>(() =>
            ServiceAnswerSource.OpenAsync("http://127.0.0.1:1", null, null, WindowMode.Middle, LabelsMode.Multi, Cancellation));
        Assert.StartsWith("The service at http://127.0.0.1:1/ cannot be reached: ", away.Message, StringComparison.Ordinal);
        var other = await Assert.ThrowsAsync<ServiceException>(() => OpenAsync(new OtherServer()));
        Assert.Equal("http://service/ does not answer like a GenreQueue service. Check the address.", other.Message);
    }

    [Fact]
    public async Task A_service_that_stays_away_ends_the_run()
    {
        using var requests = new Requests(service.Server.CreateHandler()) { FaultOf = _ => Fault.Lost };
        var client = new ServiceClient(new Uri("http://service"), handler: requests, retryLimit: TimeSpan.Zero);
        await using var source = await ServiceAnswerSource.OpenAsync(client, null, null, WindowMode.Middle, LabelsMode.Multi, Cancellation);
        var ended = await Assert.ThrowsAsync<ServiceException>(() => ReadAsync(source.Tracks.AnswerAsync(new[] { Write("a.mp3", "jazz 5") }.ToAsyncEnumerable(), Cancellation)));
        Assert.True(ExitCode.IsExpected(ended));
    }

    private static async Task<List<TrackAnswer>> AnswerAsync(HttpMessageHandler handler, Track[] tracks, string? library = null)
    {
        await using var source = await OpenAsync(handler, library);
        return await ReadAsync(source.Tracks.AnswerAsync(tracks.ToAsyncEnumerable(), Cancellation));
    }

    private static async Task<List<TrackAnswer>> ReadAsync(IAsyncEnumerable<TrackAnswer> answers) => await answers.ToListAsync(CancellationToken.None);

    private static Task<AnswerSource> OpenAsync(HttpMessageHandler handler, string? library = null, string? model = null) => ServiceAnswerSource.OpenAsync(
        new ServiceClient(new Uri("http://service"), handler: handler), library, model, WindowMode.Middle, LabelsMode.Multi, Cancellation);

    private static string? WordOf(TrackAnswer answer) => answer.Result?.Value ?? answer.Error?.Code;

    private Track Write(string path, string word) => Write(path, Service.Track(word));

    private Track Write(string path, byte[] content)
    {
        File.WriteAllBytes(_folder.File(path), content);
        return new Track(_folder.File(path), path, new FileStamp(content.Length, 1, 1, 1));
    }

    private sealed class OtherServer : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent("<html>") });
    }
}
