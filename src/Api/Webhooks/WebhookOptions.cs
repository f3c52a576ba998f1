using System.ComponentModel.DataAnnotations;
using System.Globalization;

namespace GenreQueue.Api.Webhooks;

/// <summary>Section <c>Webhooks</c>: calls to the <c>callback</c> addresses of ended jobs.</summary>
public sealed class WebhookOptions
{
    public const string Section = "Webhooks";

    /// <summary>Signing secret: <c>whsec_</c> and 24 to 64 random bytes in Base64. If it is empty, callbacks are refused.</summary>
    public string Secret { get; set; } = "";

    /// <summary>Whether calls to private, loopback and link-local addresses are allowed.</summary>
    public bool AllowPrivateAddresses { get; set; }

    /// <summary>Time limit of one call, in seconds.</summary>
    [Range(1, 300)]
    public int TimeoutSeconds { get; set; } = 15;

    /// <summary>Pauses between attempts, in seconds, separated by commas. A call is abandoned when the attempt after the last pause fails.</summary>
    [RegularExpression(@"\d{1,6}(,\d{1,6}){0,19}", ErrorMessage = "Webhooks:RetryPausesSeconds must be a comma-separated list of at most 20 whole numbers.")]
    public string RetryPausesSeconds { get; set; } = "5,300,1800,7200,18000,36000";

    internal TimeSpan[] RetryPauses => [.. RetryPausesSeconds.Split(',').Select(s => TimeSpan.FromSeconds(int.Parse(s, CultureInfo.InvariantCulture)))];

    internal bool IsOn => Secret.Length > 0;
}
