namespace GenreQueue.Contracts;

/// <summary>The classification of one track. Messages, REST responses and the command's JSON output share this shape.</summary>
/// <param name="Value">The most probable genre; null if <paramref name="Outcome"/> is <see cref="Outcome.NotMusic"/>.</param>
/// <param name="Probability">Probability of the most probable genre, 0 to 1.</param>
/// <param name="All">Probability of each genre of the model; the values sum to 1.</param>
/// <param name="Genres">The genres selected by the labels rule, most probable first; empty if the track is not music.</param>
/// <param name="Labels">The labels rule that was applied.</param>
/// <param name="Outcome">Whether the track is music and the classification is confident.</param>
/// <param name="Segments">The analysed windows in chronological order; a single one unless the whole track was requested.</param>
/// <param name="Model">The model that classified the track.</param>
/// <param name="Audio">Properties of the decoded audio.</param>
/// <param name="Timings">Processing times.</param>
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

/// <summary>The classification of one window of a track.</summary>
/// <param name="Start">Start of the window, in seconds from the start of the track.</param>
/// <param name="Duration">Length of the window in seconds.</param>
/// <param name="Value">The most probable genre; null if the window is not music.</param>
/// <param name="Probability">Probability of the most probable genre, 0 to 1.</param>
/// <param name="Outcome">Whether the window is music and the classification is confident.</param>
public sealed record Segment(double Start, double Duration, string? Value, double Probability, Outcome Outcome);

/// <summary>Identifies a model and its exact content.</summary>
/// <param name="Id">Folder name of the model, such as <c>gtzan-10</c>.</param>
/// <param name="Version">Hash of the model's content; changes whenever the model is retrained.</param>
public sealed record ModelReference(string Id, string Version);

/// <summary>Properties of the decoded audio.</summary>
/// <param name="Format">Container and encoding as the decoder names them, such as <c>mp3</c> or <c>mov,mp4,m4a/aac</c>.</param>
/// <param name="Decoder"><c>libsndfile</c> or <c>ffmpeg</c>.</param>
/// <param name="SampleRate">Sample rate of the file in Hz, before resampling.</param>
/// <param name="Channels">Number of channels in the file, before downmixing.</param>
/// <param name="Duration">Length of the track in seconds; null if it is unknown.</param>
/// <param name="Window">The part of the track that was requested.</param>
/// <param name="WindowStart">Start of the analysed part, in seconds.</param>
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

/// <summary>Processing times of one track.</summary>
/// <param name="DecodeMs">Time spent waiting for decoded samples, in milliseconds.</param>
/// <param name="FeaturesMs">Feature extraction, in milliseconds.</param>
/// <param name="PredictMs">Prediction, in milliseconds.</param>
/// <param name="TotalMs">Total time, in milliseconds.</param>
public sealed record Timings(double DecodeMs, double FeaturesMs, double PredictMs, double TotalMs);
