using GenreQueue.Analysis.Decoding;
using GenreQueue.Contracts;
using GenreQueue.Fixtures.Audio;
using GenreQueue.Fixtures.Servers;

namespace GenreQueue.Decoder.Tests;

[Collection("decoder children")]   // sequential: a script just written cannot be started while another test forks
public sealed class DecoderPoolTests : IDisposable
{
    private readonly TemporaryFolder _folder = new("decoder");
    private readonly string _song;

    public DecoderPoolTests()
    {
        _song = _folder.File("song.wav");
        File.WriteAllBytes(_song, WavFile.Pcm16(Synthesis.Noise(40, 8_000)));
    }

    public void Dispose() => _folder.Dispose();

    private static DecoderPool Pool(int slots = 1, double seconds = 60, int files = 500) =>
        new(new DecoderPoolOptions { Slots = slots, TimeLimit = TimeSpan.FromSeconds(seconds), FilesPerDecoder = files });

    private string LongTrack()
    {
        var path = _folder.File("long.wav");
        File.WriteAllBytes(path, WavFile.Pcm16(Synthesis.Noise(400, 8_000)));
        return path;
    }

    private IAsyncEnumerator<AudioWindow> StartLongTrack(DecoderPool pool) => pool
        .DecodeAsync(LongTrack(), WindowMode.Whole, TestDecoding.Rate, CancellationToken.None)
        .GetAsyncEnumerator(TestContext.Current.CancellationToken);

    private static async Task<string> CodeAsync(DecoderPool pool, string path) =>
        (await Assert.ThrowsAsync<AudioException>(() => pool.WindowsAsync(path))).Code;

    [Fact(Timeout = TestDecoding.TimeoutMs)]
    public async Task One_child_serves_many_files()
    {
        await using var pool = Pool();

        await pool.WindowsAsync(_song);
        var child = Assert.Single(pool.ChildIds);
        for (var i = 0; i < 5; i++) Assert.Equal([(5.0, TestDecoding.FullWindow)], await pool.WindowsAsync(_song));

        Assert.Equal([child], pool.ChildIds);
    }

    [Fact(Timeout = TestDecoding.TimeoutMs)]
    public async Task Killing_a_child_fails_only_its_own_file()
    {
        await using var pool = Pool(slots: 2);
        await using var dying = StartLongTrack(pool);
        Assert.True(await dying.MoveNextAsync());
        var victim = Assert.Single(pool.ChildIds);
        await pool.WindowsAsync(_song);
        var neighbour = Assert.Single(pool.ChildIds, id => id != victim);

        ChildProcesses.Signal(victim, ChildProcesses.Kill);
        var error = await Assert.ThrowsAsync<AudioException>(async () =>
        {
            while (await dying.MoveNextAsync())
            {
            }
        });

        Assert.Equal(ErrorCodes.DecoderCrashed, error.Code);
        Assert.Equal([neighbour], pool.ChildIds);
        Assert.Single(await pool.WindowsAsync(_song));
    }

    [Fact(Timeout = TestDecoding.TimeoutMs)]
    public async Task A_child_that_exits_between_files_fails_no_file()
    {
        await using var pool = Pool();
        await pool.WindowsAsync(_song);
        var child = Assert.Single(pool.ChildIds);

        ChildProcesses.Signal(child, ChildProcesses.Kill);
        await Until.TrueAsync(() => !ChildProcesses.IsAlive(child));

        Assert.Single(await pool.WindowsAsync(_song));
    }

    [Fact(Timeout = TestDecoding.TimeoutMs)]
    public async Task A_child_that_hangs_is_killed_at_the_time_limit()
    {
        await using var pool = Pool(seconds: 4);
        await pool.WindowsAsync(_song);
        var child = Assert.Single(pool.ChildIds);
        ChildProcesses.Signal(child, ChildProcesses.Stop);

        Assert.Equal(ErrorCodes.DecoderTimeout, await CodeAsync(pool, _song));

        await Until.TrueAsync(() => !ChildProcesses.IsAlive(child));
        Assert.Single(await pool.WindowsAsync(_song));
    }

    [Fact(Timeout = TestDecoding.TimeoutMs)]
    public async Task Cancelling_stops_decoding_at_once_and_frees_the_slot()
    {
        await using var pool = Pool();
        await pool.WindowsAsync(_song);
        ChildProcesses.Signal(Assert.Single(pool.ChildIds), ChildProcesses.Stop);
        using var cancellation = new CancellationTokenSource();

        var decoding = pool.WindowsAsync(_song, WindowMode.Middle, cancellation.Token);
        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => decoding);
        Assert.Single(await pool.WindowsAsync(_song));
    }

    [Fact(Timeout = TestDecoding.TimeoutMs)]
    public async Task Waiting_for_a_slot_can_be_cancelled()
    {
        await using var pool = Pool();
        await using var holder = StartLongTrack(pool);
        Assert.True(await holder.MoveNextAsync());
        using var cancellation = new CancellationTokenSource();

        var waiting = pool.WindowsAsync(_song, WindowMode.Middle, cancellation.Token);
        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        Assert.True(await holder.MoveNextAsync());
    }

    [Fact(Timeout = TestDecoding.TimeoutMs)]
    public async Task A_track_that_is_not_read_to_its_end_does_not_leak_into_the_next()
    {
        await using var pool = Pool();
        await foreach (var window in pool.DecodeAsync(LongTrack(), WindowMode.Whole, TestDecoding.Rate, TestContext.Current.CancellationToken))
        {
            Assert.Equal(0, window.StartSeconds);
            break;
        }

        Assert.Equal([(5.0, TestDecoding.FullWindow)], await pool.WindowsAsync(_song));
    }

    [Fact(Timeout = TestDecoding.TimeoutMs)]
    public async Task Children_are_replaced_after_the_configured_number_of_files()
    {
        await using var pool = Pool(files: 2);
        HashSet<int> seen = [];
        for (var i = 0; i < 4; i++)
        {
            await foreach (var _ in pool.DecodeAsync(_song, WindowMode.Middle, TestDecoding.Rate, TestContext.Current.CancellationToken))
            {
                seen.UnionWith(pool.ChildIds);
            }
        }

        Assert.Equal(2, seen.Count);
    }

    [Fact(Timeout = TestDecoding.TimeoutMs)]
    public async Task Disposing_kills_children_and_fails_pending_calls()
    {
        var pool = Pool();
        await using var holder = StartLongTrack(pool);
        Assert.True(await holder.MoveNextAsync());
        var child = Assert.Single(pool.ChildIds);
        var waiting = pool.WindowsAsync(_song);

        await pool.DisposeAsync();

        await Until.TrueAsync(() => !ChildProcesses.IsAlive(child));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => waiting);
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await holder.MoveNextAsync());
        await Assert.ThrowsAsync<ObjectDisposedException>(() => pool.WindowsAsync(_song));
    }

    [Fact(Timeout = TestDecoding.TimeoutMs)]
    public async Task Concurrent_callers_each_get_their_own_file()
    {
        await using var pool = Pool(slots: 2);
        var files = Enumerable.Range(1, 8).Select(i =>
        {
            var path = _folder.File($"{i}.wav");
            File.WriteAllBytes(path, WavFile.Pcm16(Synthesis.Make(2 + i / 10.0, TestDecoding.Rate, 1, (_, _) => i / 100.0)));
            return path;
        }).ToList();

        await Task.WhenAll(Enumerable.Range(0, 40).Select(async turn =>
        {
            var i = turn % files.Count + 1;
            await foreach (var window in pool.DecodeAsync(files[i - 1], WindowMode.Middle, TestDecoding.Rate, TestContext.Current.CancellationToken))
            {
                Assert.Equal((int)Math.Round((2 + i / 10.0) * TestDecoding.Rate), window.Samples.Length);
                Assert.All(window.Samples.ToArray(), sample => Assert.Equal(i / 100.0, sample, tolerance: 1e-4));
            }
        }));
        Assert.InRange(pool.ChildIds.Count, 1, 2);
    }

    [Fact(Timeout = TestDecoding.TimeoutMs)]
    public async Task A_missing_decoder_program_is_named_and_is_not_a_fault_of_the_file()
    {
        await using var pool = new DecoderPool(new DecoderPoolOptions { Slots = 1, DecoderPath = _folder.File("no-decoder") });

        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => pool.WindowsAsync(_song));

        Assert.Contains("no-decoder", error.Message, StringComparison.Ordinal);
    }

    [Theory(Timeout = TestDecoding.TimeoutMs)]
    [InlineData("exit 3", null)]   // fails to start, which is not a fault of the file
    [InlineData("printf '\\001\\0\\0\\0\\0'; exit 3", ErrorCodes.DecoderCrashed)]
    [InlineData("printf '\\001\\0\\0\\0\\0\\003\\377\\377\\377\\177'; sleep 100", ErrorCodes.DecoderCrashed)]   // a frame of 2 GB
    [InlineData("printf '\\001\\0\\0\\0\\0\\011\\0\\0\\0\\0'; sleep 100", ErrorCodes.DecoderCrashed)]   // unknown kind of frame
    [InlineData("printf '\\001\\0\\0\\0\\0'; while :; do printf '\\003\\0\\0\\004\\0'; head -c 262144 /dev/zero; done", ErrorCodes.DecoderCrashed)]
    public async Task A_child_that_violates_the_protocol_is_killed(string script, string? code)
    {
        var program = _folder.File("decoder.sh");
        await File.WriteAllTextAsync(program, "#!/bin/sh\n" + script + "\n", TestContext.Current.CancellationToken);
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        await using var pool = new DecoderPool(new DecoderPoolOptions { Slots = 1, DecoderPath = program });

        if (code is null) await Assert.ThrowsAsync<InvalidOperationException>(() => pool.WindowsAsync(_song));
        else Assert.Equal(code, await CodeAsync(pool, _song));
        Assert.Empty(pool.ChildIds);
    }
}
