namespace GenreQueue.Contracts;

/// <summary>What a model said of one track. The same shape travels in messages, REST answers and the command's JSON.</summary>
/// <param name="Value">The genre of highest probability; null when <paramref name="Outcome"/> is <see cref="Outcome.NotMusic"/>.</param>
/// <param name="Probability">Probability of the most probable genre, 0 to 1.</param>
/// <param name="All">Probability of every genre the model knows; they sum to 1.</param>
/// <param name="Genres">The genres that the labels rule names, most probable first; empty when not music.</param>
/// <param name="Labels">The labels rule that was applied.</param>
/// <param name="Outcome">How far the answer can be trusted.</param>
/// <param name="Segments">Each analysed window in order of time; one unless the whole track was asked for.</param>
/// <param name="Model">The model that answered.</param>
/// <param name="Audio">What was decoded.</param>
/// <param name="Timings">Where the time went.</param>
public sealed record ClassificationResult(
    string? Value,
    double Probability,
    IReadOnlyDictionary<string, double> All,
    IReadOnlyList<string> Genres,
    LabelsMode Labels,
    Outcome Outcome,
    IReadOnlyList<Segment> Segments,
    ModelReference Model,
    AudioFacts Audio,
    Timings Timings);

/// <summary>The answer for one window of a track.</summary>
/// <param name="Start">Where the window begins, in seconds from the start of the track.</param>
/// <param name="Duration">Length of the window in seconds.</param>
/// <param name="Value">Its most probable genre; null when not music.</param>
/// <param name="Probability">Probability of its most probable genre.</param>
/// <param name="Outcome">How far this window's answer can be trusted.</param>
public sealed record Segment(double Start, double Duration, string? Value, double Probability, Outcome Outcome);

/// <param name="Id">Folder name of the model, such as <c>gtzan-10</c>.</param>
/// <param name="Version">Hash of the model's content.</param>
public sealed record ModelReference(string Id, string Version);

/// <param name="Format">Container and encoding as the decoder names them, such as <c>mp3</c> or <c>mov,mp4,m4a/aac</c>.</param>
/// <param name="Decoder"><c>libsndfile</c> or <c>ffmpeg</c>.</param>
/// <param name="SampleRate">Rate of the file in Hz, before resampling.</param>
/// <param name="Channels">Channels of the file, before the downmix.</param>
/// <param name="Duration">Length of the track in seconds; null when neither the header nor decoding could tell.</param>
/// <param name="Window">The part that was asked for.</param>
/// <param name="WindowStart">Where the analysed part begins, in seconds.</param>
/// <param name="WindowDuration">Length of the analysed part in seconds.</param>
public sealed record AudioFacts(
    string Format,
    string Decoder,
    int SampleRate,
    int Channels,
    double? Duration,
    WindowMode Window,
    double WindowStart,
    double WindowDuration);

/// <param name="DecodeMs">Waiting for decoded samples, in milliseconds.</param>
/// <param name="FeaturesMs">MFCC and feature vector, in milliseconds.</param>
/// <param name="PredictMs">SVM, in milliseconds.</param>
/// <param name="TotalMs">All of it, in milliseconds.</param>
public sealed record Timings(double DecodeMs, double FeaturesMs, double PredictMs, double TotalMs);
