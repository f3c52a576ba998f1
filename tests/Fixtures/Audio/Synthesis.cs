namespace GenreQueue.Fixtures.Audio;

/// <summary>Synthesises audio that depends on the arguments only, not on the machine.</summary>
public static class Synthesis
{
    private const double Tempo = 2.0;   // beats per second

    /// <summary>
    /// Chords of decaying harmonics over a bass, with a burst of noise on each beat; peaks near −6 dBFS. The channels differ
    /// slightly in level.
    /// </summary>
    public static TestAudio Music(double seconds, int rate = 44_100, int channels = 2, int seed = 1)
    {
        var random = new Random(seed);
        var roots = Enumerable.Range(0, 8).Select(_ => 110 * Math.Pow(2, random.Next(0, 12) / 12.0)).ToArray();
        return Make(seconds, rate, channels, (t, channel) =>
        {
            var beat = (int)(t * Tempo);
            var since = t - beat / Tempo;
            var root = roots[beat / 4 % roots.Length];
            double chord = 0;
            foreach (var interval in (ReadOnlySpan<int>)[0, 4, 7])
            {
                var note = 2 * root * Math.Pow(2, interval / 12.0);
                for (var harmonic = 1; harmonic <= 5 && note * harmonic < rate * 0.45; harmonic++)
                {
                    chord += Math.Sin(Math.Tau * note * harmonic * t) / (harmonic * harmonic);
                }
            }
            var bass = Math.Sin(Math.Tau * root / 2 * t);
            var drum = (random.NextDouble() * 2 - 1) * Math.Exp(-since * 40);
            return 0.07 * chord * Math.Exp(-since * 3) * (1 - 0.1 * channel) + 0.12 * bass + 0.12 * drum;
        });
    }

    /// <summary>White noise, uniform between ± <paramref name="amplitude"/>, independent in each channel.</summary>
    public static TestAudio Noise(double seconds, int rate = 44_100, int channels = 1, double amplitude = 0.5, int seed = 1)
    {
        var random = new Random(seed);
        return Make(seconds, rate, channels, (_, _) => amplitude * (random.NextDouble() * 2 - 1));
    }

    /// <summary>A sine tone, the same in each channel.</summary>
    public static TestAudio Sine(double seconds, double hertz = 440, int rate = 44_100, int channels = 1, double amplitude = 0.5) =>
        Make(seconds, rate, channels, (t, _) => amplitude * Math.Sin(Math.Tau * hertz * t));

    /// <summary>Digital silence.</summary>
    public static TestAudio Silence(double seconds, int rate = 44_100, int channels = 1) =>
        new(new float[Frames(seconds, rate) * channels], rate, channels);

    /// <summary>Single samples of 0.9 at a steady rate in digital silence.</summary>
    public static TestAudio Clicks(double seconds, int rate = 44_100, int channels = 1, double perSecond = 2)
    {
        var audio = Silence(seconds, rate, channels);
        for (var click = 0; click < (int)(seconds * perSecond); click++)
        {
            var frame = (int)(click / perSecond * rate);
            audio.Samples.AsSpan(frame * channels, channels).Fill(0.9f);
        }
        return audio;
    }

    /// <summary>Calls <paramref name="sample"/> with the time in seconds and the channel, frame by frame.</summary>
    public static TestAudio Make(double seconds, int rate, int channels, Func<double, int, double> sample)
    {
        var samples = new float[Frames(seconds, rate) * channels];
        for (var i = 0; i < samples.Length; i++) samples[i] = (float)sample((double)(i / channels) / rate, i % channels);
        return new TestAudio(samples, rate, channels);
    }

    private static int Frames(double seconds, int rate) => (int)Math.Round(seconds * rate);
}
