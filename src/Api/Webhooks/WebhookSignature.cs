using System.Security.Cryptography;
using System.Text;
using GenreQueue.Analysis.FrontEnds;

namespace GenreQueue.Api.Webhooks;

/// <summary>Signs calls as Standard Webhooks 1.0 describes (github.com/standard-webhooks/standard-webhooks).</summary>
public static class WebhookSignature
{
    private const string Prefix = "whsec_";

    /// <returns>The key; null when <paramref name="secret"/> has not the form that the standard asks for.</returns>
    public static byte[]? KeyOf(string secret)
    {
        if (!secret.StartsWith(Prefix, StringComparison.Ordinal)) return null;
        var key = new byte[64];
        return Convert.TryFromBase64String(secret[Prefix.Length..], key, out var length) && length >= 24 ? key[..length] : null;
    }

    /// <summary>The <c>webhook-signature</c> header: HMAC-SHA256 of <c>id.timestamp.body</c> in Base64, after its version.</summary>
    /// <param name="secret">As <see cref="WebhookOptions.Secret"/>.</param>
    /// <param name="id">The <c>webhook-id</c> header.</param>
    /// <param name="timestamp">The <c>webhook-timestamp</c> header, Unix seconds.</param>
    /// <param name="body">The body as it is sent.</param>
    public static string Sign(string secret, string id, long timestamp, string body)
    {
        var key = KeyOf(secret) ?? throw new ArgumentException("The secret has not the form whsec_ and Base64.", nameof(secret));
        return "v1," + Convert.ToBase64String(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"{id}.{timestamp}.{body}")));
    }
}
