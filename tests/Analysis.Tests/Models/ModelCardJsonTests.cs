using FsCheck;
using FsCheck.Fluent;
using GenreQueue.Analysis.FrontEnds;
using GenreQueue.Analysis.FrontEnds.Mfcc;
using GenreQueue.Analysis.Models;
using GenreQueue.Analysis.Svm;

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
        from novel in Gen.Elements(true, false)
        from text in Gen.Elements("", "Made up.", "line\nbreak\t\"quoted\" <b>ü</b>\u2028")
        from ticks in Gen.Choose(0, int.MaxValue)
        select Versioned(new ModelCard(
            ModelCard.CurrentFormat, "made-up_1.0", "", text, text, genres,
            new ModelFeatures(kind, ModelCard.CurrentFeatureVersion, kind.Length()),
            scaled ? new Scaling(scales[..kind.Length()], scales[kind.Length()..]) : null,
            new ModelClassifier(kernel, c, c, 3, -c, 1, 10, ToyModels.Hash),
            novel ? new ModelNovelty(0.02, c, -0.25, 10, ToyModels.Hash) : null,
            new ModelTrainingSet(text, ToyModels.Hash, counts.Sum(), 0, genres.Zip(counts).ToDictionary(pair => pair.First, pair => pair.Second)),
            [new ModelMeasurement("made up", 1, 0.5, 1.0 / 3, 0.1, [.. cells.Chunk(genres.Length)])],
            DateTimeOffset.UnixEpoch.AddSeconds(ticks),
            "0.1.0"));

    [Fact]
    public void Every_card_reads_back_as_it_was_written() =>
        Prop.ForAll(Cards.ToArbitrary(), card =>
        {
            var json = ModelCardJson.Write(card);
            var read = ModelCardJson.Read(json);
            return ModelCardJson.Write(read) == json && read.Version == card.Version && read.CreatedAt == card.CreatedAt
                && read.Genres.SequenceEqual(card.Genres) && (read.Scaling?.Mean.SequenceEqual(card.Scaling!.Mean) ?? card.Scaling is null);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_card_with_any_byte_changed_gives_a_card_or_a_model_exception() =>
        Prop.ForAll(Cards.ToArbitrary(), Gen.Choose(0, int.MaxValue).ToArbitrary(), Gen.Elements([.. "\"{}[],:0-9.en \n"]).ToArbitrary(), (card, at, with) =>
        {
            var json = ModelCardJson.Write(card).ToCharArray();
            json[at % json.Length] = with;
            return ReadsOrRefuses(new string(json));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_card_cut_anywhere_is_refused_or_whole() =>
        Prop.ForAll(Cards.ToArbitrary(), Gen.Choose(0, int.MaxValue).ToArbitrary(), (card, at) =>
        {
            var json = ModelCardJson.Write(card);
            return ReadsOrRefuses(json[..(at % json.Length)]);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Any_text_is_a_card_or_a_model_exception() =>
        Prop.ForAll<string?>(text => text is null || ReadsOrRefuses(text)).QuickCheckThrowOnFailure();

    [Fact]
    public void The_version_tells_content_from_time()
    {
        var card = Cards.Sample(10, 1).First();

        Assert.Equal(card.Version, ModelCardJson.VersionOf(card with { CreatedAt = card.CreatedAt.AddDays(1) }));
        Assert.NotEqual(card.Version, ModelCardJson.VersionOf(card with { Description = card.Description + "." }));
        Assert.NotEqual(card.Version, ModelCardJson.VersionOf(card with { Classifier = card.Classifier with { Sha256 = new string('1', 64) } }));
    }

    [Theory]
    [InlineData("null", "it holds no model card")]
    [InlineData("[]", "it is no model card")]
    [InlineData("{}", "it is no model card")]
    public void What_is_no_card_is_refused_in_words(string json, string reason) =>
        Assert.Contains(reason, Assert.Throws<ModelException>(() => ModelCardJson.Read(json)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_number_that_no_double_holds_is_refused()
    {
        var json = ModelCardJson.Write(Cards.Sample(10, 1).First()).Replace("\"accuracy\": 0.5", "\"accuracy\": 1e999", StringComparison.Ordinal);

        Assert.Equal("a number in it is out of range", Assert.Throws<ModelException>(() => ModelCardJson.Read(json)).Message);
    }

    [Fact]
    public void Cards_whose_parts_do_not_fit_are_refused_in_words()
    {
        var card = Cards.Where(c => c.Scaling is not null && c.Genres.Count > 2).Sample(10, 1).First();

        Refuses("format 2", card with { Format = 2 });
        Refuses("no model id", card with { Id = "../secret" });
        Refuses("fewer than two genres", card with { Genres = ["jazz"] });
        Refuses("not in order", card with { Genres = [.. card.Genres.Reverse()] });
        Refuses("train it again", card with { Features = card.Features with { Version = 2 } });
        Refuses("it takes 7 features", card with { Features = card.Features with { Length = 7 } });
        Refuses("its scaling has 1 means", card with { Scaling = card.Scaling! with { Mean = [1] } });
        Refuses("not above 0", card with { Scaling = card.Scaling! with { Deviation = [.. card.Scaling!.Deviation.Select(_ => 0.0)] } });
        Refuses("names other genres", card with { TrainedOn = card.TrainedOn with { TracksByGenre = new Dictionary<string, int>() } });
        Refuses("does not add up", card with { TrainedOn = card.TrainedOn with { Tracks = card.TrainedOn.Tracks + 1 } });
        Refuses("confusion matrix", card with { Measurements = [card.Measurements[0] with { Confusion = [] }] });
        Refuses("confusion matrix", card with { Measurements = [null!] });
        Refuses("no SHA-256", card with { Classifier = card.Classifier with { Sha256 = "abc" } });
        Refuses("not " + card.Version, card with { Name = card.Name + "!" }, card.Version);
    }

    private static void Refuses(string reason, ModelCard card, string? version = null)
    {
        var json = ModelCardJson.Write(version is null ? Versioned(card) : card with { Version = version });
        Assert.Contains(reason, Assert.Throws<ModelException>(() => ModelCardJson.Read(json)).Message, StringComparison.Ordinal);
    }

    private static ModelCard Versioned(ModelCard card) => card with { Version = ModelCardJson.VersionOf(card) };

    private static bool ReadsOrRefuses(string json)
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
