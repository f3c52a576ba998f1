using FsCheck;
using FsCheck.Fluent;
using GenreQueue.Analysis.FrontEnds.Mfcc;
using GenreQueue.Analysis.Models;
using GenreQueue.Analysis.Svm;
using GenreQueue.Fixtures.Models;

namespace GenreQueue.Analysis.Tests.Models;

public class ModelCardJsonTests
{
    private static readonly string[] Names = ["ambient", "blues", "drum & bass", "hip-hop", "jazz", "música", "r'n'b \"soul\"", "Ω"];

    private static readonly Gen<double> Number = Gen.OneOf(
        Gen.Elements(0.005, 1.0 / 104, 1e-300, 1e300, double.Epsilon, Math.PI),
        Gen.Choose(1, 1_000_000).Select(n => n / 997.0));

    private static Gen<ModelCard> Cards =>
        from genres in Gen.SubListOf(Names).Where(list => list.Count >= 2).Select(list => list.Order(StringComparer.Ordinal).ToArray())
        from kind in Gen.Elements(FeatureKind.Classic, FeatureKind.LogCov)
        from scaled in Gen.Elements(true, false)
        from scales in Gen.ArrayOf(Number, 2 * kind.Length())
        from kernel in Gen.Elements(SvmKernel.Linear, SvmKernel.Polynomial, SvmKernel.Rbf)
        from c in Number
        from counts in Gen.ArrayOf(Gen.Choose(0, 1000), genres.Length)
        from cells in Gen.ArrayOf(Gen.Choose(0, 100), genres.Length * genres.Length)
        from hasNovelty in Gen.Elements(true, false)
        from text in Gen.Elements("", "Synthetic.", "line\nbreak\t\"quoted\" <b>ü</b>\u2028")
        from ticks in Gen.Choose(0, int.MaxValue)
        select Versioned(new ModelCard(
            ModelCard.CurrentFormat, "synthetic_1.0", "", text, text, genres,
            [ModelFrontEnd.Of(kind.FrontEnd())],
            scaled ? new Scaling(scales[..kind.Length()], scales[kind.Length()..]) : null,
            new ModelClassifier(kernel, c, c, 3, -c, 1, 10, ToyModels.Hash),
            hasNovelty ? new ModelNovelty(0.02, c, -0.25, 10, ToyModels.Hash) : null,
            new ModelTrainingSet(text, ToyModels.Hash, counts.Sum(), 0, genres.Zip(counts).ToDictionary(pair => pair.First, pair => pair.Second)),
            [new ModelMeasurement("synthetic", 1, 0.5, 1.0 / 3, 0.1, [.. cells.Chunk(genres.Length)])],
            DateTimeOffset.UnixEpoch.AddSeconds(ticks),
            "0.1.0"));

    [Fact]
    public void Every_card_round_trips() =>
        Prop.ForAll(Cards.ToArbitrary(), card =>
        {
            var json = ModelCardJson.Write(card);
            var read = ModelCardJson.Read(json);
            return ModelCardJson.Write(read) == json && read.Version == card.Version && read.CreatedAt == card.CreatedAt
                && read.Genres.SequenceEqual(card.Genres) && (read.Scaling?.Mean.SequenceEqual(card.Scaling!.Mean) ?? card.Scaling is null);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_card_with_a_changed_byte_is_read_or_rejected() =>
        Prop.ForAll(Cards.ToArbitrary(), Gen.Choose(0, int.MaxValue).ToArbitrary(), Gen.Elements([.. "\"{}[],:0-9.en \n"]).ToArbitrary(), (card, at, with) =>
        {
            var json = ModelCardJson.Write(card).ToCharArray();
            json[at % json.Length] = with;
            return ReadsOrRejects(new string(json));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_truncated_card_is_read_or_rejected() =>
        Prop.ForAll(Cards.ToArbitrary(), Gen.Choose(0, int.MaxValue).ToArbitrary(), (card, at) =>
        {
            var json = ModelCardJson.Write(card);
            return ReadsOrRejects(json[..(at % json.Length)]);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Any_text_is_read_or_rejected() =>
        Prop.ForAll<string?>(text => text is null || ReadsOrRejects(text)).QuickCheckThrowOnFailure();

    [Fact]
    public void The_version_depends_on_the_content_but_not_on_the_time()
    {
        var card = Cards.Sample(10, 1).First();

        Assert.Equal(card.Version, ModelCardJson.VersionOf(card with { CreatedAt = card.CreatedAt.AddDays(1) }));
        Assert.NotEqual(card.Version, ModelCardJson.VersionOf(card with { Description = card.Description + "." }));
        Assert.NotEqual(card.Version, ModelCardJson.VersionOf(card with { Classifier = card.Classifier with { Sha256 = new string('1', 64) } }));
    }

    [Theory]
    [InlineData("null", "the model card is empty")]
    [InlineData("[]", "not a model card")]
    [InlineData("{}", "not a model card")]
    public void Other_JSON_is_rejected_with_a_reason(string json, string reason) =>
        Assert.Contains(reason, Assert.Throws<ModelException>(() => ModelCardJson.Read(json)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_number_out_of_range_is_rejected()
    {
        var json = ModelCardJson.Write(Cards.Sample(10, 1).First()).Replace("\"accuracy\": 0.5", "\"accuracy\": 1e999", StringComparison.Ordinal);

        Assert.Equal("a number is out of range", Assert.Throws<ModelException>(() => ModelCardJson.Read(json)).Message);
    }

    [Fact]
    public void Inconsistent_cards_are_rejected_with_a_reason()
    {
        var card = Cards.Where(c => c.Scaling is not null && c.Genres.Count > 2).Sample(10, 1).First();

        Rejects("format 3", card with { Format = 3 });
        Rejects("not a valid model id", card with { Id = "../secret" });
        Rejects("fewer than two genres", card with { Genres = ["jazz"] });
        Rejects("not in order", card with { Genres = [.. card.Genres.Reverse()] });
        Rejects("train the model again", card with { FrontEnds = [card.FrontEnds[0] with { Version = 2 }] });
        Rejects("it expects 7", card with { FrontEnds = [card.FrontEnds[0] with { Length = 7 }] });
        Rejects("unknown front end \"chroma\"", card with { FrontEnds = [card.FrontEnds[0] with { Id = "chroma" }] });
        Rejects("it names no front end", card with { FrontEnds = [] });
        Rejects("a front end is null", card with { FrontEnds = [null!] });
        Rejects("its scaling has 1 means", card with { Scaling = card.Scaling! with { Mean = [1] } });
        Rejects("not above 0", card with { Scaling = card.Scaling! with { Deviation = [.. card.Scaling!.Deviation.Select(_ => 0.0)] } });
        Rejects("does not match the model's genres", card with { TrainedOn = card.TrainedOn with { TracksByGenre = new Dictionary<string, int>() } });
        Rejects("does not add up", card with { TrainedOn = card.TrainedOn with { Tracks = card.TrainedOn.Tracks + 1 } });
        Rejects("confusion matrix", card with { Measurements = [card.Measurements[0] with { Confusion = [] }] });
        Rejects("confusion matrix", card with { Measurements = [null!] });
        Rejects("not a SHA-256 hash", card with { Classifier = card.Classifier with { Sha256 = "abc" } });
        Rejects("instead of the stated " + card.Version, card with { Name = card.Name + "!" }, card.Version);
    }

    private static void Rejects(string reason, ModelCard card, string? version = null)
    {
        var json = ModelCardJson.Write(version is null ? Versioned(card) : card with { Version = version });
        Assert.Contains(reason, Assert.Throws<ModelException>(() => ModelCardJson.Read(json)).Message, StringComparison.Ordinal);
    }

    private static ModelCard Versioned(ModelCard card) => card with { Version = ModelCardJson.VersionOf(card) };

    private static bool ReadsOrRejects(string json)
    {
        try
        {
            ModelCardJson.Read(json);
        }
        catch (ModelException)
        {
        }
        return true;
    }
}
