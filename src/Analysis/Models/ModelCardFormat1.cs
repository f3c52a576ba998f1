namespace GenreQueue.Analysis.Models;

/// <summary>The first format of <see cref="ModelCard"/>, which had a single front end under the name <c>features</c>.</summary>
internal sealed record ModelCardFormat1(
    int Format,
    string Id,
    string Version,
    string Name,
    string Description,
    IReadOnlyList<string> Genres,
    ModelCardFormat1.FeatureVectorKind Features,
    Scaling? Scaling,
    ModelClassifier Classifier,
    ModelNovelty? Novelty,
    ModelTrainingSet TrainedOn,
    IReadOnlyList<ModelMeasurement> Measurements,
    DateTimeOffset CreatedAt,
    string LibraryVersion)
{
    /// <summary>Value of <see cref="Format"/>.</summary>
    public const int Number = 1;

    /// <summary>
    /// The card in the current format. It gets the version that the same model has when trained now, so that a card written back
    /// to disk is valid.
    /// </summary>
    /// <exception cref="ModelException">The content does not match the version hash.</exception>
    public ModelCard ToCurrent()
    {
        ModelCardJson.CheckVersion(Version, ModelCardJson.Hash(this with { Version = "", CreatedAt = default }));
        var card = new ModelCard(
            ModelCard.CurrentFormat, Id, "", Name, Description, Genres, [new ModelFrontEnd(Features.Kind, Features.Version, Features.Length)],
            Scaling, Classifier, Novelty, TrainedOn, Measurements, CreatedAt, LibraryVersion);
        return card with { Version = ModelCardJson.VersionOf(card) };
    }

    internal sealed record FeatureVectorKind(string Kind, int Version, int Length);
}
