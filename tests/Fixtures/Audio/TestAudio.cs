namespace GenreQueue.Fixtures.Audio;

/// <summary>Synthesised audio.</summary>
/// <param name="Samples">Interleaved, full scale ±1; shape [frames × channels].</param>
/// <param name="Rate">Frames per second.</param>
/// <param name="Channels">Samples per frame.</param>
public sealed record TestAudio(float[] Samples, int Rate, int Channels)
{
    /// <summary>Number of sample frames.</summary>
    public int Frames => Samples.Length / Channels;

    /// <summary>Length in seconds.</summary>
    public double Seconds => (double)Frames / Rate;

    /// <summary>The same audio at another level.</summary>
    public TestAudio Amplified(double decibels)
    {
        var gain = (float)Math.Pow(10, decibels / 20);
        return this with { Samples = [.. Samples.Select(s => s * gain)] };
    }

    /// <summary>This audio followed by <paramref name="next"/>, which must have the same rate and channels.</summary>
    public TestAudio Then(TestAudio next)
    {
        if (next.Rate != Rate || next.Channels != Channels) throw new ArgumentException("Rates or channels differ.", nameof(next));
        return this with { Samples = [.. Samples, .. next.Samples] };
    }
}
