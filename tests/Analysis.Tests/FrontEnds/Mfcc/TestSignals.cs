namespace GenreQueue.Analysis.Tests.FrontEnds.Mfcc;

/// <summary>Deterministic signals at 22,050 Hz, full scale ±1.</summary>
internal static class TestSignals
{
    public const int SampleRate = 22_050;

    public static float[] Noise(int seed, int length, float amplitude = 0.5f)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, length).Select(_ => amplitude * (2 * random.NextSingle() - 1))];
    }

    /// <summary>A melody of plucked notes with overtones over a noise drum.</summary>
    public static float[] Music(double seconds)
    {
        var random = new Random(7);
        var samples = new float[(int)(seconds * SampleRate)];
        int[] scale = [0, 3, 5, 7, 10, 12, 7, 5];
        for (var t = 0; t < samples.Length; t++)
        {
            var time = t / (double)SampleRate;
            var beat = time % 0.25;
            var pitch = 220 * Math.Pow(2, scale[(int)(time / 0.25) % scale.Length] / 12.0);
            double note = 0;
            for (var overtone = 1; overtone <= 6; overtone++) note += Math.Sin(2 * Math.PI * pitch * overtone * time) / overtone;
            var drum = (2 * random.NextDouble() - 1) * Math.Exp(-40 * (time % 0.5));
            samples[t] = (float)(0.15 * note * Math.Exp(-6 * beat) + 0.3 * drum);
        }
        return samples;
    }
}
