using System.Diagnostics;
using GenreQueue.Analysis.Decoding;
using GenreQueue.Analysis.FrontEnds;
using GenreQueue.Contracts;
using GenreQueue.Fixtures.Audio;
using GenreQueue.Fixtures.Servers;

namespace GenreQueue.Decoder.Tests;

[Collection("decoder children")]   // one at a time: a program just written cannot start while another test forks
public sealed class DecoderProcessTests : IDisposable
{
    private readonly TemporaryFolder _folder = new("decoder");

    public void Dispose() => _folder.Dispose();

    private string Song()
    {
        File.WriteAllBytes(_folder.File("song.wav"), WavFile.Pcm16(Synthesis.Noise(3, 8_000)));
        return _folder.File("song.wav");
    }

    // Several minutes: more samples than the pipes to the parent hold, so that both programs wait for it.
    private string LongVideo() => AudioEncoder.Encode(
        Synthesis.Noise(5, 8_000), _folder.File("long.mka"), "-af", "apad=whole_dur=600", "-c:a", "wavpack", "-f", "matroska");

    private static Process Start() => Process.Start(new ProcessStartInfo(new DecoderPoolOptions().DecoderPath)
    {
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        Environment = { ["DOTNET_EnableDiagnostics"] = "0", ["DOTNET_EnableWriteXorExecute"] = "0" },
    })!;

    private static async Task<(Process Decoder, int FFmpeg)> StartLongDecodingAsync(string path)
    {
        var decoder = Start();
        var request = new DecoderRequest(path, WindowMode.Whole, Decoding.Rate, TimeSpan.FromHours(1), TimeSpan.FromMinutes(1)).Encode();
        decoder.StandardInput.BaseStream.Write(BitConverter.GetBytes(request.Length));
        decoder.StandardInput.BaseStream.Write(request);
        await decoder.StandardInput.BaseStream.FlushAsync(TestContext.Current.CancellationToken);
        var ffmpeg = 0;
        await Until.TrueAsync(() => FindFFmpeg(decoder.Id, out ffmpeg));
        return (decoder, ffmpeg);
    }

    private static bool FindFFmpeg(int decoder, out int ffmpeg)
    {
        // The program's name is ffprobe first, and setpriv for the moment before it turns into ffmpeg.
        ffmpeg = Children.Of(decoder).FirstOrDefault(id => Name(id) == "ffmpeg");
        return ffmpeg > 0;
    }

    private static string Name(int process)
    {
        try
        {
            return Children.Proc(process, "comm").Trim();
        }
        catch (IOException)
        {
            return "";
        }
    }

    [Fact]
    public async Task The_end_of_the_parent_ends_the_decoder_and_its_ffmpeg()
    {
        var (decoder, ffmpeg) = await StartLongDecodingAsync(LongVideo());
        using var process = decoder;

        // What the kernel does with a pipe whose only writer is gone, by whatever death.
        decoder.StandardInput.Close();

        await decoder.WaitForExitAsync(TestContext.Current.CancellationToken);
        await Until.TrueAsync(() => !Children.IsAlive(ffmpeg));
    }

    [Fact]
    public async Task The_death_of_the_decoder_ends_its_ffmpeg()
    {
        var (decoder, ffmpeg) = await StartLongDecodingAsync(LongVideo());
        using var process = decoder;

        Children.Signal(decoder.Id, Children.Kill);

        await Until.TrueAsync(() => !Children.IsAlive(ffmpeg));
    }

    [Fact]
    public async Task Signals_to_the_whole_service_leave_the_file_at_work_alone()
    {
        await using var pool = new DecoderPool(new DecoderPoolOptions { Slots = 1 });
        await pool.WindowsAsync(Song());
        var child = Assert.Single(pool.ChildIds);

        Children.Signal(child, Children.Interrupt);
        Children.Signal(child, Children.Terminate);

        for (var i = 0; i < 5; i++) await pool.WindowsAsync(Song());
        Assert.Equal([child], pool.ChildIds);
    }

    [Fact]
    public async Task A_child_runs_filtered_and_limited_and_knows_no_secrets()
    {
        Environment.SetEnvironmentVariable("GENREQUEUE_TEST_SECRET", "hunter2");
        await using var pool = new DecoderPool(new DecoderPoolOptions { Slots = 1 });
        await pool.WindowsAsync(Song());
        var child = Assert.Single(pool.ChildIds);

        var status = Children.Proc(child, "status");
        Assert.Contains("NoNewPrivs:\t1", status, StringComparison.Ordinal);
        Assert.Contains("Seccomp:\t2", status, StringComparison.Ordinal);
        var limits = Children.Proc(child, "limits");
        Assert.Matches("Max data size +1073741824", limits);
        Assert.Matches("Max file size +0 ", limits);
        Assert.Matches("Max core file size +0 ", limits);
        Assert.Matches("Max cpu time +[0-9]+ ", limits);
        Assert.DoesNotContain("hunter2", Children.Proc(child, "environ"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_check_finds_everything_installed_and_the_network_closed()
    {
        using var check = Process.Start(new ProcessStartInfo(new DecoderPoolOptions().DecoderPath, "--check") { RedirectStandardOutput = true })!;
        var lines = await check.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await check.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal(0, check.ExitCode);
        foreach (var line in (string[])["libsndfile: libsndfile-", "libsoxr: libsoxr-", "ffmpeg: ffmpeg version", "ffprobe: ffprobe version"])
        {
            Assert.Contains(line, lines, StringComparison.Ordinal);
        }
        if (OperatingSystem.IsLinux()) Assert.Contains("network: closed (AccessDenied)", lines, StringComparison.Ordinal);
    }
}
