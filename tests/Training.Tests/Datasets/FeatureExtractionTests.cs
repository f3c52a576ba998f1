using GenreQueue.Analysis.Decoding;
using GenreQueue.Analysis.FrontEnds.Mfcc;
using GenreQueue.Contracts;
using GenreQueue.Fixtures.Audio;
using GenreQueue.Fixtures.Servers;
using GenreQueue.Library.Files;
using GenreQueue.Training.Datasets;

namespace GenreQueue.Training.Tests.Datasets;

public sealed class FeatureExtractionTests : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new("extraction");
    private readonly DecoderPool _decoders = new(new DecoderPoolOptions { Slots = 2 });
    private readonly List<FeatureExtractionProgress> _progress = [];

    private string Csv => _folder.File("table.csv");

    public async ValueTask DisposeAsync()
    {
        await _decoders.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_data_set_becomes_a_table_and_files_without_audio_are_reported()
    {
        WriteMusic("rock/a.wav", seed: 1);
        WriteMusic("rock/b.wav", seed: 2);
        WriteMusic("jazz/c.wav", seed: 3);
        Write("jazz/d.mp3", "not audio"u8);
        Write("jazz/e.mp3", ""u8);

        var report = await ExtractAsync();

        Assert.Equal((0, 3), (report.AlreadyThere, report.Extracted));
        Assert.Equal([("jazz/d.mp3", ErrorCodes.UnsupportedFormat), ("jazz/e.mp3", ErrorCodes.Empty)], report.Failures.Select(f => (f.Track, f.Code)));
        var table = FeatureTable.Load(Csv);
        Assert.Equal(FeatureKind.LogCov, table.Kind);
        Assert.Equal([("jazz/c.wav", "jazz"), ("rock/a.wav", "rock"), ("rock/b.wav", "rock")], table.Rows.Select(r => (r.Track, r.Genre)));
        Assert.Equal(3, table.WithoutDuplicates().Rows.Count);
        Assert.Equal([0, 1, 2, 3, 4, 5], _progress.Select(p => p.Done));
        Assert.All(_progress, p => Assert.Equal(5, p.Total));
        Assert.Equal(TimeSpan.Zero, _progress[^1].Remaining);
    }

    [Fact]
    public async Task Features_of_a_decoded_file_equal_those_of_its_samples()
    {
        var audio = Synthesis.Music(4, rate: 22_050, channels: 1);
        Write("rock/a.wav", WavFile.Pcm16(audio));
        await ExtractAsync(FeatureKind.Classic);
        var samples = audio.Samples.Select(s => MathF.Round(s * 32768) / 32768).ToArray();
        var expected = FeatureKind.Classic.FrontEnd().CreateExtractor().Extract(samples).Values;
        var actual = FeatureTable.Load(Csv).Rows[0].Values;
        for (var i = 0; i < expected.Length; i++) Assert.Equal(expected[i], actual[i], 1e-9 * Math.Max(1, Math.Abs(expected[i])));
    }

    [Fact]
    public async Task A_table_truncated_at_any_byte_is_completed_to_the_same_content()
    {
        WriteMusic("rock/a, \"live\"\nat home.wav", seed: 1);
        WriteMusic("rock/b.wav", seed: 2);
        await ExtractAsync();
        var whole = await File.ReadAllBytesAsync(Csv, TestContext.Current.CancellationToken);
        // Positions of interest: in the header, around the end of each record, in the quoted name, in a number.
        var firstRow = whole.AsSpan().IndexOf((byte)'\n') + 1;
        int[] cuts = [0, 1, 40, firstRow - 1, firstRow, firstRow + 1, firstRow + 10, firstRow + 22, firstRow + 60, whole.Length / 2 + 300, whole.Length - 1, whole.Length];
        foreach (var cut in cuts)
        {
            await File.WriteAllBytesAsync(Csv, whole[..cut], TestContext.Current.CancellationToken);
            var report = await ExtractAsync();
            Assert.Equal(2, report.AlreadyThere + report.Extracted);
            Assert.Equal(whole, await File.ReadAllBytesAsync(Csv, TestContext.Current.CancellationToken));
        }
    }

    [Fact]
    public async Task Tracks_in_the_table_are_skipped_and_failures_are_tried_again()
    {
        WriteMusic("rock/a.wav", seed: 1);
        Write("rock/b.wav", "not yet copied"u8);
        Assert.Single((await ExtractAsync()).Failures);
        Write("rock/a.wav", "gone since"u8);
        WriteMusic("rock/b.wav", seed: 2);
        var report = await ExtractAsync();
        Assert.Equal((1, 1, 0), (report.AlreadyThere, report.Extracted, report.Failures.Count));
        Assert.Equal(["rock/a.wav", "rock/b.wav"], FeatureTable.Load(Csv).Rows.Select(r => r.Track));
    }

    [Theory]
    [InlineData("Dear diary,\n")]
    [InlineData("Dear diary")]
    [InlineData("track,genre,f0\na,b,1\n")]
    public async Task A_file_that_is_not_a_table_is_left_unchanged(string text)
    {
        await File.WriteAllTextAsync(Csv, text, TestContext.Current.CancellationToken);
        WriteMusic("rock/a.wav", seed: 1);
        await Assert.ThrowsAsync<FeatureTableException>(() => ExtractAsync());
        Assert.Equal(text, await File.ReadAllTextAsync(Csv, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_table_of_another_kind_or_with_a_stray_quote_is_left_unchanged()
    {
        WriteMusic("rock/a.wav", seed: 1);
        await ExtractAsync();
        await Assert.ThrowsAsync<FeatureTableException>(() => ExtractAsync(FeatureKind.Classic));
        var rows = await File.ReadAllLinesAsync(Csv, TestContext.Current.CancellationToken);
        var damaged = string.Join('\n', [rows[0], .. Enumerable.Range(0, 60).Select(i => $"{(i == 5 ? "\"" : "")}{i}{rows[1]}"), ""]);
        await File.WriteAllTextAsync(Csv, damaged, TestContext.Current.CancellationToken);
        var error = await Assert.ThrowsAsync<FeatureTableException>(() => ExtractAsync());
        Assert.Equal(7, error.Line);
        Assert.Equal(damaged, await File.ReadAllTextAsync(Csv, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_canceled_run_leaves_a_table_that_the_next_run_completes()
    {
        for (var i = 0; i < 8; i++) WriteMusic($"rock/{i}.wav", seed: i);
        using var stop = new CancellationTokenSource();
        var extraction = new FeatureExtraction(_decoders, FeatureKind.LogCov);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => extraction.RunAsync(
            DatasetTrack.Find([_folder.File("data")], AudioFiles.Find), Csv, p => { if (p.Done == 2) stop.Cancel(); }, stop.Token));
        var report = await ExtractAsync();
        Assert.InRange(report.AlreadyThere, 2, 7);
        Assert.Equal(Enumerable.Range(0, 8).Select(i => $"rock/{i}.wav"), FeatureTable.Load(Csv).Rows.Select(r => r.Track));
    }

    [Fact]
    public async Task Two_runs_cannot_write_to_the_same_table()
    {
        WriteMusic("rock/a.wav", seed: 1);
        using var other = FeatureTableFile.Open(Csv, FeatureKind.LogCov);
        await Assert.ThrowsAsync<IOException>(() => ExtractAsync());
    }

    private Task<FeatureExtractionReport> ExtractAsync(FeatureKind kind = FeatureKind.LogCov) => new FeatureExtraction(_decoders, kind)
        .RunAsync(DatasetTrack.Find([_folder.File("data")], AudioFiles.Find), Csv, _progress.Add, TestContext.Current.CancellationToken);

    private void WriteMusic(string name, int seed) => Write(name, WavFile.Pcm16(Synthesis.Music(2, rate: 22_050, channels: 1, seed)));

    private void Write(string name, ReadOnlySpan<byte> content)
    {
        var path = _folder.File(Path.Combine("data", name));
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, content);
    }
}
