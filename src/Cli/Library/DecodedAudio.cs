using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using GenreQueue.Analysis.Decoding;
using GenreQueue.Contracts;

namespace GenreQueue.Cli.Library;

/// <summary>Compares what decoders make of files.</summary>
internal static class DecodedAudio
{
    private const int SampleRate = 48_000;

    /// <summary>SHA-256 of the decoded audio. Audio that cannot be decoded to its end counts as what was decoded and the code of the error.</summary>
    public static async Task<string> HashAsync(DecoderPool decoders, string path)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        try
        {
            await foreach (var window in decoders.DecodeAsync(path, WindowMode.Whole, SampleRate, CancellationToken.None)) hash.AppendData(MemoryMarshal.AsBytes(window.Samples.Span));
        }
        catch (AudioException exception)
        {
            hash.AppendData(Encoding.UTF8.GetBytes(exception.Code));
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
