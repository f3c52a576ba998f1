using GenreQueue.Analysis.Decoding;
using GenreQueue.Fixtures;
using GenreQueue.Fixtures.Audio;

namespace GenreQueue.Decoder.Tests;

public sealed class ContainerTests(DecoderFixture audio) : IClassFixture<DecoderFixture>
{
    // At a rate that the codec keeps; Opus always uses 48 kHz.
    public static TheoryData<AudioEncoding, int, string, string> Encodings => new()
    {
        { AudioEncoding.WavPcm8, 44_100, "libsndfile", "wav/pcm_u8" },
        { AudioEncoding.WavPcm16, 44_100, "libsndfile", "wav/pcm_16" },
        { AudioEncoding.WavPcm24, 96_000, "libsndfile", "wav/pcm_24" },
        { AudioEncoding.WavPcm32, 48_000, "libsndfile", "wav/pcm_32" },
        { AudioEncoding.WavFloat32, 44_100, "libsndfile", "wav/float" },
        { AudioEncoding.WavFloat64, 44_100, "libsndfile", "wav/double" },
        { AudioEncoding.WavAlaw, 44_100, "libsndfile", "wav/alaw" },
        { AudioEncoding.AiffPcm16, 44_100, "libsndfile", "aiff/pcm_16" },
        { AudioEncoding.AiffPcm24, 48_000, "libsndfile", "aiff/pcm_24" },
        { AudioEncoding.AuPcm16, 32_000, "libsndfile", "au/pcm_16" },
        { AudioEncoding.AuMulaw, 44_100, "libsndfile", "au/ulaw" },
        { AudioEncoding.Flac16, 44_100, "libsndfile", "flac/pcm_16" },
        { AudioEncoding.Flac24, 96_000, "libsndfile", "flac/pcm_24" },
        { AudioEncoding.OggVorbis, 44_100, "libsndfile", "ogg/vorbis" },
        { AudioEncoding.OggFlac, 44_100, "ffmpeg", "ogg/flac" },
        { AudioEncoding.OggOpus, 48_000, "libsndfile", "ogg/opus" },
        { AudioEncoding.Mp3, 44_100, "libsndfile", "mp3" },
        { AudioEncoding.Mp3Vbr, 48_000, "libsndfile", "mp3" },
        { AudioEncoding.Mp2, 44_100, "libsndfile", "mp2" },
        { AudioEncoding.M4aAac, 44_100, "ffmpeg", "mov,mp4,m4a,3gp,3g2,mj2/aac" },
        { AudioEncoding.M4aAlac, 44_100, "ffmpeg", "mov,mp4,m4a,3gp,3g2,mj2/alac" },
        { AudioEncoding.AdtsAac, 44_100, "ffmpeg", "aac/aac" },
        { AudioEncoding.Wma, 44_100, "ffmpeg", "asf/wmav2" },
        { AudioEncoding.WavPack, 44_100, "ffmpeg", "wv/wavpack" },
        { AudioEncoding.Ac3, 48_000, "ffmpeg", "ac3/ac3" },
        { AudioEncoding.Tta, 44_100, "ffmpeg", "tta/tta" },
        { AudioEncoding.MatroskaVorbis, 44_100, "ffmpeg", "matroska,webm/vorbis" },
        { AudioEncoding.WebmOpus, 48_000, "ffmpeg", "matroska,webm/opus" },
        { AudioEncoding.Mp4Video, 44_100, "ffmpeg", "mov,mp4,m4a,3gp,3g2,mj2/aac" },
    };

    [Theory(Timeout = TestDecoding.TimeoutMs), MemberData(nameof(Encodings))]
    public async Task Every_container_decodes_to_the_encoded_audio(AudioEncoding encoding, int rate, string decoder, string format)
    {
        var music = Synthesis.Music(seconds: 4, rate);
        var path = AudioEncoder.Encode(music, encoding, audio.File($"{encoding}.bin"));

        var decoded = await audio.Pool.OneAsync(path);

        Assert.Equal((decoder, format), (decoded.Info.Decoder, decoded.Info.Format));
        Assert.Equal((rate, 2), (decoded.Info.SampleRate, decoded.Info.Channels));
        Assert.InRange(decoded.Seconds, 3.9, 4.2);
        Assert.InRange(decoded.Info.DurationSeconds ?? 0, 3.8, 4.3);
        var reference = await audio.Pool.OneAsync(audio.Write($"{encoding}.wav", WavFile.Pcm16(music)));
        Assert.InRange(SignalAnalysis.BestCorrelation(reference.Samples, decoded.Samples, maxLag: 1_500), 0.97, 1.0001);
        Assert.InRange(SignalAnalysis.Rms(decoded.Samples) / SignalAnalysis.Rms(reference.Samples), 0.97, 1.03);
    }

    [Fact(Timeout = TestDecoding.TimeoutMs)]
    public async Task One_bit_audio_in_a_dsf_file_is_decoded()
    {
        var file = DsfFile.Mono(seconds: 1.5, time => 0.4 * Math.Sin(Math.Tau * 440 * time));

        var decoded = await audio.Pool.OneAsync(audio.Write("tone.dsf", file));

        Assert.Equal(("dsf/dsd_lsbf_planar", 352_800), (decoded.Info.Format, decoded.Info.SampleRate));
        Assert.Equal(1.5, decoded.Seconds, tolerance: 0.01);
        Assert.Equal(0.4, SignalAnalysis.Amplitude(decoded.Samples, 440, TestDecoding.Rate), tolerance: 0.01);
    }

    [Fact(Timeout = TestDecoding.TimeoutMs)]
    public async Task Monkeys_audio_is_decoded()
    {
        // 1.5 s of a tone; the file is checked in because ffmpeg has no encoder for it.
        var path = Path.Combine(RepositoryPaths.Root, "tests", "Decoder.Tests", "tone.ape");

        var decoded = await audio.Pool.OneAsync(path);

        Assert.Equal(("ape/ape", 8_000, 1), (decoded.Info.Format, decoded.Info.SampleRate, decoded.Info.Channels));
        Assert.Equal(1.5, decoded.Seconds, tolerance: 0.01);
        Assert.Equal(0.02, SignalAnalysis.Amplitude(decoded.Samples, 440, TestDecoding.Rate), tolerance: 0.001);
    }
}
