namespace GenreQueue.Fixtures.Audio;

/// <summary>A container and codec that <see cref="AudioEncoder"/> can write.</summary>
public enum AudioEncoding
{
    WavPcm8, WavPcm16, WavPcm24, WavPcm32, WavFloat32, WavFloat64, WavAlaw,
    AiffPcm16, AiffPcm24, AuPcm16, AuMulaw,
    Flac16, Flac24, OggVorbis, OggFlac, OggOpus, Mp3, Mp3Vbr,
    M4aAac, M4aAlac, AdtsAac, Wma, WavPack, Ac3, Tta, MatroskaVorbis, WebmOpus, Mp4Video, MatroskaVideoOnly, Mp2,
}
