namespace GenreQueue.Api.Webhooks;

/// <summary>The signing secret as Standard Webhooks 1.0 serialises it: <c>whsec_</c> and 24 to 64 bytes in Base64.</summary>
internal static class WebhookSecret
{
    private const string Prefix = "whsec_";
    private const int MinBytes = 24;
    private const int MaxBytes = 64;

    /// <returns>The key; null if <paramref name="secret"/> is malformed.</returns>
    public static byte[]? KeyOf(string secret)
    {
        if (!secret.StartsWith(Prefix, StringComparison.Ordinal)) return null;
        var key = new byte[MaxBytes];
        return Convert.TryFromBase64String(secret[Prefix.Length..], key, out var length) && length >= MinBytes ? key[..length] : null;
    }
}
