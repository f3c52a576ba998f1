using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace GenreQueue.Analysis.Models;

/// <summary>The JSON form of a <see cref="ModelCard"/>.</summary>
public static class ModelCardJson
{
    private const int VersionDigits = 16;

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        NumberHandling = JsonNumberHandling.Strict,
        PropertyNameCaseInsensitive = false,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        NewLine = "\n",
    };

    /// <summary>The card as indented JSON.</summary>
    public static string Write(ModelCard card) => JsonSerializer.Serialize(card, Options) + "\n";

    /// <summary>Reads a card and checks that it makes sense and is as its author left it.</summary>
    /// <exception cref="ModelException">It does not, in words.</exception>
    public static ModelCard Read(string json)
    {
        ModelCard card;
        try
        {
            card = JsonSerializer.Deserialize<ModelCard>(json, Options) ?? throw new ModelException("it holds no model card");
        }
        catch (JsonException exception)
        {
            throw new ModelException($"it is no model card: {exception.Message}", exception);
        }
        ModelCardCheck.Check(card);
        string version;
        try
        {
            version = VersionOf(card);
        }
        catch (ArgumentException exception)
        {
            // 1e999 reads as infinity, which cannot be written again.
            throw new ModelException("a number in it is out of range", exception);
        }
        return card.Version == version
            ? card
            : throw new ModelException($"its content has the version {version}, not {card.Version} as it says: it was changed after training");
    }

    /// <summary>Hash of a card's content, which holds the hashes of the model's other files; the same training gives the same version.</summary>
    public static string VersionOf(ModelCard card)
    {
        var content = JsonSerializer.SerializeToUtf8Bytes(card with { Version = "", CreatedAt = default }, Options);
        return Convert.ToHexStringLower(SHA256.HashData(content))[..VersionDigits];
    }
}
