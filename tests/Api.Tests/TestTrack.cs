using System.Collections.Concurrent;
using System.Text;
using GenreQueue.Analysis.Decoding;

namespace GenreQueue.Api.Tests;

/// <summary>Files whose content decides how <see cref="TestTracks"/> classifies them. No two have the same content.</summary>
public static class TestTrack
{
    private static readonly byte[] Magic = [0x01, 0xFF, 0x00, 0x02];

    public static byte[] Of(string genre) => Make($"genre {genre} {Guid.NewGuid()}");

    public static byte[] Failing(string code) => Make($"fail {code} {Guid.NewGuid()}");

    public static byte[] Held(string gate) => Make($"hold {gate} {Guid.NewGuid()}");

    internal static string[] WordsOf(byte[] content) =>
        content.AsSpan().StartsWith(Magic) ? Encoding.ASCII.GetString(content.AsSpan(Magic.Length)).Split(' ') : [];

    private static byte[] Make(string words) => [.. Magic, .. Encoding.ASCII.GetBytes(words)];
}

/// <summary>Classifies each <see cref="TestTrack"/> as its content says; any other file is rock.</summary>
public sealed class TestTracks
{
    private readonly ConcurrentDictionary<string, TaskCompletionSource> _gates = new();

    /// <summary>Completes the tracks that were made with <see cref="TestTrack.Held"/> and this gate.</summary>
    public void Release(string gate) => GateOf(gate).TrySetResult();

    public async Task<string> GenreOfAsync(string path, CancellationToken cancellationToken)
    {
        switch (TestTrack.WordsOf(await File.ReadAllBytesAsync(path, cancellationToken)))
        {
            case ["fail", var code, ..]:
                throw new AudioException(code, "It cannot be analysed.");
            case ["hold", var gate, ..]:
                await GateOf(gate).Task.WaitAsync(cancellationToken);
                return "rock";
            case ["genre", var genre, ..]:
                return genre;
            default:
                return "rock";
        }
    }

    private TaskCompletionSource GateOf(string gate) =>
        _gates.GetOrAdd(gate, _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
}
