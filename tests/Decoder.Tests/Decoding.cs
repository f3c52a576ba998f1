using GenreQueue.Analysis.Decoding;
using GenreQueue.Analysis.FrontEnds;
using GenreQueue.Contracts;
using GenreQueue.Fixtures.Servers;

namespace GenreQueue.Decoder.Tests;

/// <summary>A window with samples of its own.</summary>
internal sealed record Decoded(AudioInfo Info, double StartSeconds, float[] Samples)
{
    public double Seconds => (double)Samples.Length / Decoding.Rate;
}

/// <summary>Decodes for tests.</summary>
internal static class Decoding
{
    /// <summary>Rate in Hz that tests ask for where it does not matter.</summary>
    public const int Rate = 22_050;

    /// <summary>Number of samples in a full window at <see cref="Rate"/>.</summary>
    public const int FullWindow = Rate * AudioWindow.Seconds;

    public static async Task<List<Decoded>> AllAsync(this DecoderPool pool, string path, WindowMode mode)
    {
        List<Decoded> windows = [];
        await foreach (var window in pool.DecodeAsync(path, mode, Decoding.Rate, TestContext.Current.CancellationToken))
        {
            windows.Add(new Decoded(window.Info, window.StartSeconds, window.Samples.ToArray()));
        }
        return windows;
    }

    public static async Task<Decoded> OneAsync(this DecoderPool pool, string path, WindowMode mode = WindowMode.Middle) =>
        Assert.Single(await pool.AllAsync(path, mode));

    /// <summary>The code of the file's error, or null when it decodes.</summary>
    public static async Task<string?> CodeAsync(this DecoderPool pool, string path, WindowMode mode = WindowMode.Middle)
    {
        try
        {
            await pool.AllAsync(path, mode);
            return null;
        }
        catch (AudioException exception)
        {
            Assert.DoesNotContain(path, exception.Message, StringComparison.Ordinal);
            Assert.EndsWith(".", exception.Message, StringComparison.Ordinal);
            return exception.Code;
        }
    }
}

/// <summary>One pool and one folder for all tests of a class.</summary>
public sealed class DecoderFixture : IAsyncDisposable
{
    private readonly Fixtures.Servers.TemporaryFolder _folder = new("audio");

    public DecoderPool Pool { get; } = new(new DecoderPoolOptions { Slots = 2 });

    /// <summary>Absolute path of a file of the folder.</summary>
    public string File(string name) => _folder.File(name);

    /// <summary>Writes a file of the folder.</summary>
    public string Write(string name, ReadOnlySpan<byte> content)
    {
        System.IO.File.WriteAllBytes(File(name), content);
        return File(name);
    }

    public async ValueTask DisposeAsync()
    {
        await Pool.DisposeAsync();
        _folder.Dispose();
    }
}
