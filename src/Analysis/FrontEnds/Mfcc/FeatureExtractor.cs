using GenreQueue.Analysis.Decoding;
using GenreQueue.Contracts;

namespace GenreQueue.Analysis.FrontEnds.Mfcc;

/// <summary>Turns a window of samples into a feature vector. Holds buffers: one extractor per slot, not thread-safe.</summary>
public sealed class FeatureExtractor
{
    private const int UsualSeconds = 30;
    private const double QuietestDbfs = -200;

    /// <summary>Frames whose power is this much below the loud ones' (40 dB as a natural logarithm) say nothing about the music.</summary>
    private const double Gate = 9.21;

    private const double LoudPercentile = 0.95;
    private const int FewestFrames = 50;

    private readonly MfccTransform _mfcc;
    private readonly double[] _mean = new double[MfccTransform.Coefficients];
    private readonly double[] _covariance = new double[MfccTransform.Coefficients * MfccTransform.Coefficients];
    private double[] _frames = [];
    private double[] _scratch = [];

    /// <summary>An extractor for windows of 30 s; its buffers grow, once, with a longer one.</summary>
    public FeatureExtractor()
        : this(MfccTransform.Create())
    {
    }

    internal FeatureExtractor(MfccTransform mfcc)
    {
        _mfcc = mfcc;
        Reserve(MfccTransform.FrameCount(UsualSeconds * MfccTransform.SampleRate));
    }

    /// <summary>Computes the features of one window.</summary>
    /// <param name="samples">Mono at 22,050 Hz, full scale ±1; shape [n].</param>
    /// <param name="kind">Which features.</param>
    /// <exception cref="ArgumentException"><paramref name="samples"/> is empty.</exception>
    /// <exception cref="AudioException">A sample is NaN or infinite.</exception>
    public FeatureVector Extract(ReadOnlySpan<float> samples, FeatureKind kind)
    {
        if (samples.IsEmpty) throw new ArgumentException("There is no sample.", nameof(samples));
        var (mean, rms) = Statistics.Level(samples);
        if (!double.IsFinite(rms)) throw new AudioException(Contracts.ErrorCodes.Corrupt, "The audio holds samples that are not numbers.");

        var frames = MfccTransform.FrameCount(samples.Length);
        var stride = Reserve(frames);
        _mfcc.Compute(samples, kind == FeatureKind.LogCov ? mean : 0, _frames, stride);
        if (kind == FeatureKind.LogCov) frames = KeepLoud(frames, stride);
        Statistics.Moments(_frames, frames, stride, _mean, _covariance);

        var (values, minEigenvalue) = LogCov.FromMoments(_mean, _covariance);
        if (kind == FeatureKind.Classic) values = Classic.Pack(_mean, _covariance);
        var dbfs = Math.Max(QuietestDbfs, 20 * Math.Log10(rms));
        return new FeatureVector(kind, values, dbfs, minEigenvalue, samples.Length / (double)MfccTransform.SampleRate);
    }

    private int Reserve(int frames)
    {
        var stride = (frames + MfccTransform.FrameGroup - 1) / MfccTransform.FrameGroup * MfccTransform.FrameGroup;
        if (_frames.Length < stride * MfccTransform.Coefficients)
        {
            _frames = new double[stride * MfccTransform.Coefficients];
            _scratch = new double[stride];
        }
        return stride;
    }

    /// <summary>Moves the loud frames to the front, in order, and returns how many they are; all of them if they are few.</summary>
    private int KeepLoud(int frames, int stride)
    {
        var powers = _frames.AsSpan(0, frames);
        powers.CopyTo(_scratch);
        var threshold = Statistics.Percentile(_scratch.AsSpan(0, frames), LoudPercentile) - Gate;
        var kept = 0;
        foreach (var power in powers)
        {
            if (power >= threshold) kept++;
        }
        if (kept < FewestFrames || kept == frames) return frames;

        powers.CopyTo(_scratch);
        for (var row = 0; row < MfccTransform.Coefficients; row++)
        {
            var values = _frames.AsSpan(row * stride, frames);
            var next = 0;
            for (var frame = 0; frame < frames; frame++)
            {
                if (_scratch[frame] >= threshold) values[next++] = values[frame];
            }
        }
        return kept;
    }
}
