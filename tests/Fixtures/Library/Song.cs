using GenreQueue.Fixtures.Audio;

namespace GenreQueue.Fixtures.Library;

/// <summary>Songs of melody, bass, chords, kick, snare and hi-hat, whose sound depends on a seed only.</summary>
public static class Song
{
    /// <summary>Frames per second.</summary>
    public const int Rate = 22_050;

    /// <summary>
    /// Found by a search for songs of 4 s that the default model names differently: pop, metal, country, classical, rock, classical,
    /// pop, metal and rock with 0.4 to 0.7; jazz with 0.99; jazz with 0.24; not music.
    /// </summary>
    public static IReadOnlyList<int> Seeds { get; } = [192, 170, 717, 471, 511, 584, 770, 1027, 1428, 1223, 458, 306];

    /// <summary>A mono song.</summary>
    public static TestAudio Make(int seed, double seconds)
    {
        var random = new Random(seed);
        double melody = Next(0.1, 1), melodyDecay = Next(2, 120), melodyRate = Next(0.5, 8), melodyRoot = Next(80, 600), semitones = Next(12, 120);
        double bass = Next(0.1, 0.8), bassDecay = Next(0.2, 6), bassRate = Next(0.5, 3), bassRoot = Next(30, 110), chords = Next(0.003, 0.2);
        double kick = Next(0.05, 0.8), snare = Next(0.5, 40), snareDecay = Next(20, 200), hat = Next(0.2, 6), hatDecay = Next(20, 2_500);
        var noise = new Random(seed);
        return Synthesis.Make(seconds, Rate, channels: 1, (t, _) =>
        {
            var note = melodyRoot * Math.Pow(2, Math.Floor(Step(t, melodyRate, 12.9898) * semitones) / 12);
            var root = bassRoot * Math.Pow(2, Math.Floor(Step(t, bassRate, 78.233) * 12) / 12);
            var sum = melody * (0.15 + Step(t, melodyRate, 39.425)) * Saw(t, note) * Decay(t, melodyDecay, melodyRate)
                + bass * Saw(t, root) * Decay(t, bassDecay, bassRate)
                + chords * (Saw(t, 4 * root) + Saw(t, 5.04 * root) + Saw(t, 5.99 * root))
                + kick * Math.Sin(250 * Decay(t, 30, 2)) * Decay(t, 10, 2)
                + snare * (noise.NextDouble() - 0.5) * Decay(t + 0.25, snareDecay, 2)
                + hat * (noise.NextDouble() - 0.5) * Decay(t, hatDecay, 4);
            return Math.Clamp(0.4 * sum, -0.99, 0.99);
        });

        double Next(double low, double high) => low * Math.Pow(high / low, random.NextDouble());
    }

    // A pseudo-random number from 0 to 1 that changes at a steady rate.
    private static double Step(double t, double rate, double sequence) => Math.Abs(Math.Sin(Math.Floor(t * rate) * sequence) * 43758.5453) % 1;

    private static double Saw(double t, double hertz) => 2 * (t * hertz % 1) - 1;

    private static double Decay(double t, double speed, double rate) => Math.Exp(-speed * (t % (1 / rate)));
}
