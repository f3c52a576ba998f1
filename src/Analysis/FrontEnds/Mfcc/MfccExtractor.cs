using GenreQueue.Analysis.Decoding;
using GenreQueue.Contracts;

namespace GenreQueue.Analysis.FrontEnds.Mfcc;

/// <summary>Computes classic or logcov features. Its buffers fit windows of 30 s and grow for longer ones.</summary>
internal sealed class MfccExtractor : IFeatureExtractor
{
    private const double QuietestDbfs = -200;

    /// <summary>Gate of logcov: frames this far below the loud ones (40 dB as a natural logarithm) are dropped.</summary>
    private const double Gate = 9.21;

    private const double LoudPercentile = 0.95;
    private const int MinFrames = 50;

    private readonly MfccTransform _mfcc = MfccTransform.Create();
    private readonly FeatureKind _kind;
    private readonly string _frontEnd;
    private readonly double[] _mean = new double[MfccTransform.Coefficients];
    private readonly double[] _covariance = new double[MfccTransform.Coefficients * MfccTransform.Coefficients];
    private double[] _frames = [];
    private double[] _scratch = [];

    public MfccExtractor(FeatureKind kind)
    {
        (_kind, _frontEnd) = (kind, kind.FrontEnd().Id);
        Reserve(MfccTransform.FrameCount(AudioWindow.MaxSamples(MfccTransform.SampleRate)));
    }

    /// <inheritdoc/>
    public FeatureVector Extract(ReadOnlySpan<float> samples)
    {
        if (samples.IsEmpty) throw new ArgumentException("The window has no samples.", nameof(samples));
        var (mean, rms) = Statistics.Level(samples);
        if (!double.IsFinite(rms)) throw new AudioException(ErrorCodes.Corrupt, "The audio contains samples that are not numbers.");

        var frames = MfccTransform.FrameCount(samples.Length);
        var stride = Reserve(frames);
        _mfcc.Compute(samples, _kind == FeatureKind.LogCov ? mean : 0, _frames, stride);
        if (_kind == FeatureKind.LogCov) frames = DropQuietFrames(frames, stride);
        Statistics.Moments(_frames, frames, stride, _mean, _covariance);

        var (values, minEigenvalue) = LogCov.FromMoments(_mean, _covariance);
        if (_kind == FeatureKind.Classic) values = Classic.Pack(_mean, _covariance);
        var dbfs = Math.Max(QuietestDbfs, 20 * Math.Log10(rms));
        return new FeatureVector(_frontEnd, values, new SignalFacts(dbfs, minEigenvalue), samples.Length / (double)MfccTransform.SampleRate);
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

    /// <summary>Moves the loud frames to the front in their order. Keeps all frames if fewer than <see cref="MinFrames"/> are loud.</summary>
    /// <returns>Number of frames kept.</returns>
    private int DropQuietFrames(int frames, int stride)
    {
        var powers = _frames.AsSpan(0, frames);
        powers.CopyTo(_scratch);
        var threshold = Statistics.Percentile(_scratch.AsSpan(0, frames), LoudPercentile) - Gate;
        var kept = 0;
        foreach (var power in powers)
        {
            if (power >= threshold) kept++;
        }
        if (kept < MinFrames || kept == frames) return frames;

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
