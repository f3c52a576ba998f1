using System.Diagnostics;
using GenreQueue.Analysis.Decoding;
using GenreQueue.Contracts;
using GenreQueue.Fixtures.Audio;
using GenreQueue.Fixtures.Servers;

namespace GenreQueue.Decoder.Tests;

[Collection("decoder children")]   // sequential: a script just written cannot be started while another test forks
public sealed class DecoderProcessTests : IDisposable
{
    private readonly TemporaryFolder _folder = new("decoder");

    public void Dispose() => _folder.Dispose();

    private string Song()
    {
        File.WriteAllBytes(_folder.File("song.wav"), WavFile.Pcm16(Synthesis.Noise(3, 8_000)));
        return _folder.File("song.wav");
    }

    // Ten minutes: more samples than the pipes hold, so that both programs block on the parent.
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
        var request = new DecoderRequest(path, WindowMode.Whole, TestDecoding.Rate, TimeSpan.FromHours(1), TimeSpan.FromMinutes(1)).Encode();
        decoder.StandardInput.BaseStream.Write(BitConverter.GetBytes(request.Length));
        decoder.StandardInput.BaseStream.Write(request);
        await decoder.StandardInput.BaseStream.FlushAsync(TestContext.Current.CancellationToken);
        var ffmpeg = 0;
        await Until.TrueAsync(() => FindFFmpeg(decoder.Id, out ffmpeg));
        return (decoder, ffmpeg);
    }

    private static bool FindFFmpeg(int decoder, out int ffmpeg)
    {
        // ffprobe runs first, and ffmpeg is started by setpriv, which replaces itself.
        ffmpeg = ChildProcesses.Of(decoder).FirstOrDefault(id => Name(id) == "ffmpeg");
        return ffmpeg > 0;
    }

    private static string Name(int process)
    {
        try
        {
            return ChildProcesses.Proc(process, "comm").Trim();
        }
        catch (IOException)
        {
            return "";
        }
    }

    [Fact(Timeout = TestDecoding.TimeoutMs)]
    public async Task The_decoder_and_its_ffmpeg_exit_with_the_parent()
    {
        var (decoder, ffmpeg) = await StartLongDecodingAsync(LongVideo());
        using var process = decoder;

        // The kernel closes the pipe like this however the parent dies.
        decoder.StandardInput.Close();

        await decoder.WaitForExitAsync(TestContext.Current.CancellationToken);
        await Until.TrueAsync(() => !ChildProcesses.IsAlive(ffmpeg));
    }

    [Fact(Timeout = TestDecoding.TimeoutMs)]
    public async Task Ffmpeg_exits_when_the_decoder_is_killed()
    {
        var (decoder, ffmpeg) = await StartLongDecodingAsync(LongVideo());
        using var process = decoder;

        ChildProcesses.Signal(decoder.Id, ChildProcesses.Kill);

        await Until.TrueAsync(() => !ChildProcesses.IsAlive(ffmpeg));
    }

    [Fact(Timeout = TestDecoding.TimeoutMs)]
    public async Task A_child_ignores_signals_sent_to_the_whole_service()
    {
        await using var pool = new DecoderPool(new DecoderPoolOptions { Slots = 1 });
        await pool.WindowsAsync(Song());
        var child = Assert.Single(pool.ChildIds);

        ChildProcesses.Signal(child, ChildProcesses.Interrupt);
        ChildProcesses.Signal(child, ChildProcesses.Terminate);

        for (var i = 0; i < 5; i++) await pool.WindowsAsync(Song());
        Assert.Equal([child], pool.ChildIds);
    }

    [Fact(Timeout = TestDecoding.TimeoutMs)]
    public async Task A_child_is_sandboxed_limited_and_sees_no_secrets()
    {
        Environment.SetEnvironmentVariable("GENREQUEUE_TEST_SECRET", "hunter2");
        await using var pool = new DecoderPool(new DecoderPoolOptions { Slots = 1 });
        await pool.WindowsAsync(Song());
        var child = Assert.Single(pool.ChildIds);

        var status = ChildProcesses.Proc(child, "status");
        Assert.Contains("NoNewPrivs:\t1", status, StringComparison.Ordinal);
        Assert.Contains("Seccomp:\t2", status, StringComparison.Ordinal);
        var limits = ChildProcesses.Proc(child, "limits");
        Assert.Matches("Max data size +1073741824", limits);
        Assert.Matches("Max file size +0 ", limits);
        Assert.Matches("Max core file size +0 ", limits);
        Assert.Matches("Max cpu time +[0-9]+ ", limits);
        Assert.DoesNotContain("hunter2", ChildProcesses.Proc(child, "environ"), StringComparison.Ordinal);
    }

    [Fact(Timeout = TestDecoding.TimeoutMs)]
    public async Task The_check_finds_all_libraries_and_no_network()
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
