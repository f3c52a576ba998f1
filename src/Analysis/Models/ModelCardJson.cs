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

    /// <summary>Reads a card of this or an earlier format, checks its consistency and verifies its version hash.</summary>
    /// <exception cref="ModelException">The card is invalid; the message is the reason as a clause without a full stop.</exception>
    public static ModelCard Read(string json)
    {
        try
        {
            var card = Deserialize<FormatProbe>(json).Format == ModelCardFormat1.Number
                ? Deserialize<ModelCardFormat1>(json).ToCurrent()
                : Deserialize<ModelCard>(json);
            ModelCardCheck.Check(card);
            CheckVersion(card.Version, VersionOf(card));
            return card;
        }
        catch (JsonException exception)
        {
            throw new ModelException($"not a model card: {exception.Message}", exception);
        }
    }

    /// <summary>Hash of a card's content, including the hashes of the model's other files: the same training gives the same version.</summary>
    public static string VersionOf(ModelCard card) => Hash(card with { Version = "", CreatedAt = default });

    /// <summary>Version hash of a card of any format, whose version and time have been cleared.</summary>
    /// <exception cref="ModelException">A number in the card is out of range.</exception>
    internal static string Hash<TCard>(TCard content)
    {
        try
        {
            return Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(content, Options)))[..VersionDigits];
        }
        catch (ArgumentException exception)
        {
            // 1e999 is read as infinity, which JSON cannot represent.
            throw new ModelException("a number is out of range", exception);
        }
    }

    /// <exception cref="ModelException">The versions differ.</exception>
    internal static void CheckVersion(string stated, string actual)
    {
        if (stated != actual) throw new ModelException($"the content has version {actual} instead of the stated {stated}: it was modified after training");
    }

    private static TCard Deserialize<TCard>(string json) =>
        JsonSerializer.Deserialize<TCard>(json, Options) ?? throw new ModelException("the model card is empty");

    [JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Skip)]
    private sealed record FormatProbe(int Format);
}
