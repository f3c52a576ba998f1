using GenreQueue.Analysis.Decoding;
using GenreQueue.Contracts;
using GenreQueue.Fixtures.Servers;

namespace GenreQueue.Decoder.Tests;

/// <summary>A window with its own copy of the samples.</summary>
internal sealed record Decoded(AudioInfo Info, double StartSeconds, float[] Samples)
{
    public double Seconds => (double)Samples.Length / TestDecoding.Rate;
}

/// <summary>Decodes for tests.</summary>
internal static class TestDecoding
{
    /// <summary>Rate in Hz that tests request unless the rate matters.</summary>
    public const int Rate = 22_050;

    /// <summary>Time limit in milliseconds for tests that start processes.</summary>
    public const int TimeoutMs = 180_000;

    /// <summary>Number of samples in a full window at <see cref="Rate"/>.</summary>
    public const int FullWindow = Rate * AudioWindow.Seconds;

    public static async Task<List<Decoded>> AllAsync(this DecoderPool pool, string path, WindowMode mode)
    {
        List<Decoded> windows = [];
        await foreach (var window in pool.DecodeAsync(path, mode, TestDecoding.Rate, TestContext.Current.CancellationToken))
        {
            windows.Add(new Decoded(window.Info, window.StartSeconds, window.Samples.ToArray()));
        }
        return windows;
    }

    public static async Task<Decoded> OneAsync(this DecoderPool pool, string path, WindowMode mode = WindowMode.Middle) =>
        Assert.Single(await pool.AllAsync(path, mode));

    /// <summary>The error code of a file, or null if it decodes.</summary>
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

/// <summary>A pool and a folder for all tests of a class.</summary>
public sealed class DecoderFixture : IAsyncDisposable
{
    private readonly Fixtures.Servers.TemporaryFolder _folder = new("audio");

    public DecoderPool Pool { get; } = new(new DecoderPoolOptions { Slots = 2 });

    /// <summary>Absolute path of a file in the folder.</summary>
    public string File(string name) => _folder.File(name);

    /// <summary>Writes a file in the folder.</summary>
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
