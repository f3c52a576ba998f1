using GenreQueue.Contracts;
using GenreQueue.Fixtures.Audio;

namespace GenreQueue.Decoder.Tests;

public sealed class DamagedFileTests(DecoderFixture audio) : IClassFixture<DecoderFixture>
{
    private static readonly HashSet<string> Codes =
    [
        ErrorCodes.Corrupt, ErrorCodes.Truncated, ErrorCodes.TooShort, ErrorCodes.Silent, ErrorCodes.NoAudio, ErrorCodes.Empty,
        ErrorCodes.UnsupportedFormat, ErrorCodes.UnsupportedRate, ErrorCodes.UnsupportedChannels,
    ];

    // Formats that start an ffmpeg process per file get fewer rounds.
    public static TheoryData<AudioEncoding, int> Rounds => new()
    {
        { AudioEncoding.WavPcm16, 40 },
        { AudioEncoding.WavFloat32, 20 },
        { AudioEncoding.AiffPcm16, 25 },
        { AudioEncoding.AuPcm16, 20 },
        { AudioEncoding.Flac16, 40 },
        { AudioEncoding.OggVorbis, 35 },
        { AudioEncoding.OggOpus, 30 },
        { AudioEncoding.Mp3, 40 },
        { AudioEncoding.M4aAac, 8 },
        { AudioEncoding.M4aAlac, 5 },
        { AudioEncoding.Wma, 6 },
        { AudioEncoding.WavPack, 5 },
        { AudioEncoding.MatroskaVorbis, 5 },
        { AudioEncoding.Mp4Video, 5 },
    };

    [Theory(Timeout = TestDecoding.TimeoutMs), MemberData(nameof(Rounds))]
    public async Task Damaged_files_decode_or_fail_with_a_code(AudioEncoding encoding, int rounds)
    {
        var intact = await File.ReadAllBytesAsync(
            AudioEncoder.Encode(Synthesis.Noise(2.5, 24_000), encoding, audio.File($"{encoding}")), TestContext.Current.CancellationToken);
        var random = new Random(20_260_101 + (int)encoding);
        for (var round = 0; round < rounds; round++)
        {
            var path = audio.Write($"{encoding}-{round}", Damage(intact, random));

            var code = await audio.Pool.CodeAsync(path, round % 3 == 0 ? WindowMode.Whole : WindowMode.Middle);

            Assert.True(code is null || Codes.Contains(code), $"{encoding}, round {round}: {code}");
            File.Delete(path);
        }
    }

    private static byte[] Damage(byte[] intact, Random random)
    {
        var file = intact.ToArray();
        // Half of the damage is in the head, which holds lengths, rates and sizes.
        var reach = random.Next(2) == 0 ? Math.Min(file.Length, 200) : file.Length;
        switch (random.Next(4))
        {
            case 0:
                return file[..random.Next(file.Length)];
            case 1:
                for (var i = random.Next(1, 20); i > 0; i--) file[random.Next(reach)] ^= (byte)(1 << random.Next(8));
                return file;
            case 2:
                for (var i = random.Next(1, 8); i > 0; i--) file[random.Next(reach)] = random.Next(2) == 0 ? (byte)0xFF : (byte)0;
                return file;
            default:
                var from = random.Next(reach);
                return [.. file[..from], .. file[Math.Min(file.Length, from + random.Next(1, 400))..]];
        }
    }
}
