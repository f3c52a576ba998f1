namespace GenreQueue.Analysis.Decoding;

/// <summary>What a decoder reports about a file.</summary>
/// <param name="Format">Container and encoding as the decoder names them, such as <c>mp3</c> or <c>mov,mp4,m4a/aac</c>.</param>
/// <param name="Decoder"><c>libsndfile</c> or <c>ffmpeg</c>.</param>
/// <param name="SampleRate">Rate of the file in Hz, before resampling; 4,000 to 768,000.</param>
/// <param name="Channels">Number of channels in the file, before the downmix; 1 to 8.</param>
/// <param name="DurationSeconds">Length of the track in seconds; null if unknown.</param>
public sealed record AudioInfo(string Format, string Decoder, int SampleRate, int Channels, double? DurationSeconds);
