using System.Text.RegularExpressions;
using GenreQueue.Fixtures.Audio;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace GenreQueue.EndToEnd.Tests.Page;

/// <summary>The page at <c>/</c> in a real browser with a real service.</summary>
[Collection<PageFixture>]
public sealed class PageTests(PageFixture fixture)
{
    [Fact(Timeout = 300_000)]
    public async Task Dropped_files_show_their_genre_and_probabilities()
    {
        await using var test = await fixture.OpenAsync();
        (string Name, byte[] Content)[] files = [TrackFiles.Song(), .. TrackFiles.Clips];
        await test.DropAsync(files);
        await Expect(test.Done).ToHaveCountAsync(files.Length);
        foreach (var (name, _) in files) await Expect(test.Track(name)).ToHaveAttributeAsync("data-state", "succeeded");
        foreach (var (name, _) in TrackFiles.Clips)
        {
            var genre = name.Split('.')[0].Replace("hiphop", "hip-hop", StringComparison.Ordinal);
            await Expect(test.Track(name).Locator(".genre")).ToHaveTextAsync(char.ToUpperInvariant(genre[0]) + genre[1..]);
            await Expect(test.Track(name).Locator(".side .bars li")).ToHaveCountAsync(3);
        }
        await test.PictureAsync("dropped");
        Assert.Empty(test.Faults);
    }

    [Fact(Timeout = 300_000)]
    public async Task Noise_text_and_corrupt_files_get_a_message_of_their_own()
    {
        await using var test = await fixture.OpenAsync();
        await test.ChooseAsync(TrackFiles.Noise(), TrackFiles.Text(), TrackFiles.Broken());
        await Expect(test.Track("noise.wav").Locator(".genre")).ToHaveTextAsync("Not music");
        await Expect(test.Track("letter.mp3").Locator(".problem")).ToHaveTextAsync("This is not an audio file.");
        await Expect(test.Track("broken.flac")).ToHaveAttributeAsync("data-state", "failed");
        await Expect(test.Track("broken.flac").Locator(".problem")).ToHaveTextAsync(new Regex(@"^[A-Z].*\.$"));
        Assert.Empty(test.Faults);
    }

    [Fact(Timeout = 300_000)]
    public async Task Tracks_are_restored_after_a_reload_until_the_list_is_cleared()
    {
        await using var test = await fixture.OpenAsync();
        await test.ChooseAsync(TrackFiles.Song("one.wav"), TrackFiles.Song("two.wav", seed: 2));
        await Expect(test.Done).ToHaveCountAsync(2);
        var genre = await test.Track("one.wav").Locator(".genre").TextContentAsync();

        await test.Page.ReloadAsync();
        await Expect(test.Done).ToHaveCountAsync(2);
        await Expect(test.Track("one.wav").Locator(".genre")).ToHaveTextAsync(genre!);

        await test.Page.ClickAsync("#clear");
        await Expect(test.Tracks).ToHaveCountAsync(0);
        await test.Page.ReloadAsync();
        await Expect(test.Page.Locator("#tracks")).ToBeHiddenAsync();
    }

    [Fact(Timeout = 300_000)]
    public async Task A_job_that_no_longer_exists_is_reported_and_can_be_removed()
    {
        await using var test = await fixture.OpenAsync(prepare: page => page.AddInitScriptAsync(
            "if (!localStorage.getItem('genrequeue.jobs')) localStorage.setItem('genrequeue.jobs', JSON.stringify([['0198f000-0000-7000-8000-000000000000', 'old.mp3', 1234]]))"));
        await Expect(test.Track("old.mp3").Locator(".problem")).ToHaveTextAsync("This track no longer exists on the service.");
        await test.Page.GetByLabel("Details of old.mp3").ClickAsync();
        await test.Page.GetByText("Remove from list").ClickAsync();
        await Expect(test.Tracks).ToHaveCountAsync(0);
    }

    [Fact(Timeout = 300_000)]
    public async Task Results_are_pushed_by_the_hub()
    {
        await using var test = await fixture.OpenAsync();
        await Expect(test.Page.Locator("#live")).ToHaveAttributeAsync("data-state", "live");
        await test.ChooseAsync(TrackFiles.Song("live.wav", seed: 3));
        await Expect(test.Track("live.wav")).ToHaveAttributeAsync("data-state", "succeeded");
        await Expect(test.Page.Locator("#live")).ToHaveAttributeAsync("data-state", "live");
    }

    [Fact(Timeout = 300_000)]
    public async Task Results_arrive_by_polling_while_the_hub_is_unreachable()
    {
        await using var test = await fixture.OpenAsync(prepare: page => page.RouteAsync("**/hubs/**", route => route.AbortAsync()));
        await test.ChooseAsync(TrackFiles.Song("polled.wav", seed: 4));
        await Expect(test.Track("polled.wav")).ToHaveAttributeAsync("data-state", "succeeded");
        await Expect(test.Page.Locator("#live")).ToHaveAttributeAsync("data-state", "polling");
    }

    [Fact(Timeout = 300_000)]
    public async Task A_whole_track_shows_its_timeline()
    {
        await using var test = await fixture.OpenAsync();
        await test.Page.SelectOptionAsync("#window", "whole");
        await test.ChooseAsync(TrackFiles.Song("long.wav", seconds: 95, seed: 5));
        await Expect(test.Track("long.wav")).ToHaveAttributeAsync("data-state", "succeeded");
        await test.Page.GetByLabel("Details of long.wav").ClickAsync();
        await Expect(test.Track("long.wav").Locator(".timeline li")).ToHaveCountAsync(3);
        await Expect(test.Track("long.wav").Locator(".details .bars li")).ToHaveCountAsync(10);
        await test.PictureAsync("timeline");
    }

    [Fact(Timeout = 300_000)]
    public async Task The_details_link_to_the_model_and_its_accuracy()
    {
        await using var test = await fixture.OpenAsync();
        await test.ChooseAsync(TrackFiles.Song("model.wav", seed: 6));
        await Expect(test.Track("model.wav")).ToHaveAttributeAsync("data-state", "succeeded");
        await test.Page.GetByLabel("Details of model.wav").ClickAsync();
        await test.Page.GetByText("About gtzan-10").ClickAsync();
        var dialog = test.Page.GetByRole(AriaRole.Dialog);
        await Expect(dialog.Locator(".figures strong").First).ToHaveTextAsync(new Regex(@"^\d+\.\d %$"));
        await dialog.GetByText("Confusion matrix").First.ClickAsync();
        await Expect(dialog.Locator(".confusion").First.Locator("tbody tr")).ToHaveCountAsync(10);
        await Expect(dialog).ToContainTextAsync("Tzanetakis");
        await test.PictureAsync("model", full: false);
        await test.Page.Keyboard.PressAsync("Escape");
        await Expect(dialog).ToBeHiddenAsync();
        Assert.Empty(test.Faults);
    }

    [Fact(Timeout = 300_000)]
    public async Task Model_window_and_labels_can_be_selected_and_are_remembered()
    {
        await using var test = await fixture.OpenAsync();
        await test.Page.SelectOptionAsync("#model", "classic-6");
        await test.Page.SelectOptionAsync("#window", "start");
        await test.Page.SelectOptionAsync("#labels", "classic");
        await test.ChooseAsync(TrackFiles.Song("chosen.wav", seed: 7));
        await Expect(test.Track("chosen.wav")).ToHaveAttributeAsync("data-state", "succeeded");
        await Expect(test.Track("chosen.wav").Locator(".side .bars li")).ToHaveCountAsync(3);
        await test.Page.GetByLabel("Details of chosen.wav").ClickAsync();
        await Expect(test.Track("chosen.wav").Locator(".details .bars li")).ToHaveCountAsync(6);
        await test.Page.ReloadAsync();
        await Expect(test.Page.Locator("#model")).ToHaveValueAsync("classic-6");
        await Expect(test.Page.Locator("#labels")).ToHaveValueAsync("classic");
    }

    [Fact(Timeout = 600_000)]
    public async Task A_thousand_tracks_are_classified_and_only_visible_rows_are_rendered()
    {
        await using var test = await fixture.OpenAsync();
        await test.ChooseManyAsync(1_000, WavFile.Pcm16(Synthesis.Music(1, rate: 8_000, channels: 1)));
        await Expect(test.Tracks).ToHaveCountAsync(50);
        await Expect(test.Page.Locator("#summary")).ToHaveTextAsync("1,000 tracks: 1000 done", new() { Timeout = 300_000 });
        await Expect(test.Tracks).ToHaveCountAsync(50);
        Assert.Empty(test.Faults);
    }
}
