using GenreQueue.Cli.Library;
using GenreQueue.Contracts;
using GenreQueue.Fixtures.Classification;
using GenreQueue.Library.Files;
using GenreQueue.Library.Plans;
using GenreQueue.Library.Rules;
using GenreQueue.Library.State;
using GenreQueue.Library.Tags;

namespace GenreQueue.Cli.Tests.Library;

public sealed class LibraryRunTests : IDisposable
{
    private static readonly GenreRules Fill = new(), Replace = new() { Mode = GenreMode.Replace };

    private readonly MusicFolder _music = new();
    private readonly FakeAnswers _answers = FakeAnswers.Rock();

    public void Dispose() => _music.Dispose();

    [Fact]
    public async Task Files_are_decided_in_their_order_and_only_those_without_a_genre_are_analysed()
    {
        for (var i = 0; i < 30; i++) _music.Add($"{i:00}.wav", seed: i, genres: i % 3 == 0 ? ["Jazz"] : []);
        var entries = await DecideAsync(_answers);
        Assert.Equal(Enumerable.Range(0, 30).Select(i => ($"{i:00}.wav", i % 3 == 0 ? PlanAction.Skip : PlanAction.Write)), entries.Select(entry => (entry.Path, entry.Action)));
        Assert.Equal(20, _answers.Asked.Count);
    }

    [Fact]
    public async Task An_entry_tells_the_file_the_genres_and_the_answer()
    {
        _music.Add("a/é 1.wav", genres: "Jazz");
        var entry = Assert.Single(await DecideAsync(_answers, Replace));
        Assert.Equivalent(
            new PlanEntry("a/é 1.wav", _music.StampOf("a/é 1.wav"), ["Jazz"], ["rock"], PlanAction.Write, PlanReasons.Replaced, null, 0.9, "pop", 1 - 0.9, Outcome.Music, new("gtzan-10", "1")),
            entry, strict: true);
    }

    [Fact]
    public async Task A_second_run_asks_for_nothing_and_decides_the_same()
    {
        _music.Add("a.wav");
        _music.Add("b.wav", 1, "Jazz");
        var first = await DecideAsync(_answers, Replace);
        var nothing = new FakeAnswers(_ => throw new InvalidOperationException());
        Assert.Equivalent(first, await DecideAsync(nothing, Replace), strict: true);
        Assert.Empty(nothing.Asked);
    }

    [Fact]
    public async Task A_changed_tag_makes_no_new_track_and_changed_audio_does()
    {
        _music.Add("a.wav");
        await DecideAsync(_answers, Replace);
        _music.Tag("a.wav", null, "Polka");
        Assert.Equal(["Polka"], Assert.Single(await DecideAsync(_answers, Replace)).Existing);
        Assert.Single(_answers.Asked);
        _music.Add("a.wav", seed: 7);
        await DecideAsync(_answers, Replace);
        Assert.Equal(2, _answers.Asked.Count);
    }

    [Fact]
    public async Task A_lasting_failure_is_remembered_until_it_is_to_be_retried()
    {
        _music.Add("a.wav");
        var failing = new FakeAnswers(_ => throw new FakeAnswers.AudioFailure(ErrorCodes.Silent));
        for (var i = 0; i < 2; i++) AssertFailed(ErrorCodes.Silent, await DecideAsync(failing));
        Assert.Single(failing.Asked);
        var entries = await DecideAsync(_answers, options: new LibraryRunOptions(2, RetryFailed: true));
        Assert.Equal(PlanAction.Write, Assert.Single(entries).Action);
    }

    [Fact]
    public async Task A_failure_that_passes_is_not_remembered()
    {
        _music.Add("a.wav");
        AssertFailed(ErrorCodes.InternalError, await DecideAsync(new FakeAnswers(_ => throw new FakeAnswers.AudioFailure(ErrorCodes.InternalError))));
        Assert.Equal(PlanAction.Write, Assert.Single(await DecideAsync(_answers)).Action);
    }

    [Fact]
    public async Task Files_whose_tags_cannot_be_read_are_listed_and_not_analysed()
    {
        _music.AddContent("empty.mp3", []);
        _music.AddContent("text.mp3", "no music"u8.ToArray());
        File.CreateSymbolicLink(_music.PathOf("z.wav"), "nowhere.wav");
        var entries = await DecideAsync(_answers);
        Assert.Equal([ErrorCodes.Empty, TagErrors.Unsupported, ErrorCodes.NotFound], entries.Select(entry => entry.Reason));
        Assert.All(entries, entry => Assert.Equal((PlanAction.Fail, false), (entry.Action, entry.Message is null)));
        Assert.Empty(_answers.Asked);
    }

    [Fact]
    public async Task Files_with_several_names_are_skipped_unless_allowed()
    {
        HardLink.Create(_music.PathOf("b.wav"), _music.Add("a.wav"));
        Assert.All(await DecideAsync(_answers), entry => Assert.Equal((PlanAction.Skip, PlanReasons.HardLinked), (entry.Action, entry.Reason)));
        Assert.All(await DecideAsync(_answers, options: new LibraryRunOptions(2, AllowHardLinks: true)), entry => Assert.Equal(PlanAction.Write, entry.Action));
    }

    [Fact]
    public async Task A_link_to_a_file_of_the_same_run_is_skipped()
    {
        _music.Add("b.wav");
        File.CreateSymbolicLink(_music.PathOf("a.wav"), "b.wav");
        var entries = await DecideAsync(_answers);
        Assert.Equal([("a.wav", PlanReasons.Linked), ("b.wav", PlanReasons.Filled)], entries.Select(entry => (entry.Path, entry.Reason)));
    }

    [Fact]
    public async Task The_tracks_of_a_folder_get_one_answer_and_all_have_their_say()
    {
        _music.Add("one/1.wav", 1, "Jazz");
        _music.Add("one/2.wav", 2);
        _music.Add("one/3.wav", 3);
        _music.Add("two/1.wav", 4, "Jazz");
        var answers = new FakeAnswers(path => path.EndsWith("3.wav", StringComparison.Ordinal) ? SampleResult.Of("pop", 0.6) : SampleResult.Of("rock", 0.9));
        var entries = await DecideAsync(answers, options: new LibraryRunOptions(2, Album: true));
        Assert.Equal([PlanReasons.HasGenre, PlanReasons.Filled, PlanReasons.Filled, PlanReasons.HasGenre], entries.Select(entry => entry.Reason));
        Assert.All(entries.Where(entry => entry.Action == PlanAction.Write), entry => Assert.Equal("rock", entry.Proposed[0]));
        Assert.Equal(["one/1.wav", "one/2.wav", "one/3.wav"], answers.Asked);
    }

    [Fact]
    public async Task Canceling_yields_what_was_decided()
    {
        for (var i = 0; i < 10; i++) _music.Add($"{i}.wav", seed: i);
        using var interrupted = new CancellationTokenSource();
        var answers = new FakeAnswers(path =>
        {
            if (path == "4.wav") interrupted.Cancel();
            return SampleResult.Of("rock");
        });
        var entries = new List<PlanEntry>();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            using var state = OpenState();
            var walk = new LibraryWalk([_music.Root], LinkPolicy.Follow);
            await foreach (var file in new LibraryRun(state, answers.Source, Fill, new LibraryRunOptions(1)).DecideAsync(walk.Files().ToAsyncEnumerable(), walk.LeadsInside, interrupted.Token)) entries.Add(file.Entry);
        });
        Assert.Equal(Enumerable.Range(0, 5).Select(i => $"{i}.wav"), entries.Select(entry => entry.Path));
    }

    private async Task<List<PlanEntry>> DecideAsync(FakeAnswers answers, GenreRules? rules = null, LibraryRunOptions? options = null)
    {
        using var state = OpenState();
        var walk = new LibraryWalk([_music.Root], LinkPolicy.Follow);
        var run = new LibraryRun(state, answers.Source, rules ?? Fill, options ?? new LibraryRunOptions(2));
        return await run.DecideAsync(walk.Files().ToAsyncEnumerable(), walk.LeadsInside, TestContext.Current.CancellationToken)
            .Select(file => file.Entry).ToListAsync(TestContext.Current.CancellationToken);
    }

    private LibraryState OpenState() => LibraryState.Open(Path.Combine(_music.State, "library.db"));

    private static void AssertFailed(string code, List<PlanEntry> entries)
    {
        var entry = Assert.Single(entries);
        Assert.Equal((PlanAction.Fail, code, "It failed."), (entry.Action, entry.Reason, entry.Message));
    }
}
