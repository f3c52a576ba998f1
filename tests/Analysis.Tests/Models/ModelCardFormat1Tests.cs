using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using GenreQueue.Analysis.Models;
using GenreQueue.Fixtures.Models;
using GenreQueue.Fixtures.Servers;

namespace GenreQueue.Analysis.Tests.Models;

/// <summary>Models that were trained before the card had a list of front ends.</summary>
public sealed class ModelCardFormat1Tests : IDisposable
{
    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private readonly TemporaryFolder _root = new("format1");
    private readonly ModelCard _card;

    public ModelCardFormat1Tests()
    {
        _card = ToyModels.Train(Folder);
        File.WriteAllText(CardPath, OldCard());
    }

    private string Folder => _root.File("toy");

    private string CardPath => Path.Combine(Folder, "model.json");

    public void Dispose() => _root.Dispose();

    [Fact]
    public void A_card_of_format_1_is_read_as_the_same_model_of_the_current_format()
    {
        var card = GenreModel.ReadCard(Folder);

        Assert.Equal(ModelCardJson.Write(_card), ModelCardJson.Write(card));
        Assert.Equal([new ModelFrontEnd("logcov", 1, 103)], card.FrontEnds);
    }

    [Fact]
    public void A_model_of_format_1_predicts()
    {
        using var model = GenreModel.Load(Folder);

        Assert.Equal(1, model.Predict(ToyModels.Window(new double[103])).Probabilities.Sum(), 1e-9);
    }

    [Theory]
    [InlineData("\"nu\": 0.02", "\"nu\": 0.03", "it was modified after training")]
    [InlineData("\"kind\": \"logcov\"", "\"kind\": \"classic\"", "it was modified after training")]
    [InlineData("\"nu\": 0.02", "\"nu\": 1e999", "a number is out of range")]
    [InlineData("\"features\"", "\"frontEnds\"", "not a model card")]
    public void A_card_of_format_1_edited_by_hand_is_rejected(string text, string replacement, string reason)
    {
        File.WriteAllText(CardPath, File.ReadAllText(CardPath).Replace(text, replacement, StringComparison.Ordinal));

        Assert.Contains(reason, Assert.Throws<ModelException>(() => GenreModel.ReadCard(Folder)).Message, StringComparison.Ordinal);
    }

    /// <summary>The card as the previous version wrote it, with the hash that it computed.</summary>
    private string OldCard()
    {
        var card = JsonNode.Parse(ModelCardJson.Write(_card))!.AsObject();
        var old = new JsonObject();
        foreach (var (name, value) in card)
        {
            if (name == "frontEnds") old["features"] = new JsonObject { ["kind"] = "logcov", ["version"] = 1, ["length"] = 103 };
            else old[name] = value?.DeepClone();
        }
        old["format"] = 1;
        var createdAt = old["createdAt"]!.DeepClone();
        (old["version"], old["createdAt"]) = ("", "0001-01-01T00:00:00+00:00");
        old["version"] = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(old.ToJsonString(Indented))))[..16];
        old["createdAt"] = createdAt;
        return old.ToJsonString(Indented) + "\n";
    }
}
