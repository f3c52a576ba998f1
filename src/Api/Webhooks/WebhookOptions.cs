using System.ComponentModel.DataAnnotations;
using GenreQueue.Analysis.FrontEnds;

namespace GenreQueue.Api.Webhooks;

/// <summary>Section <c>Webhooks</c>: calls to the <c>callback</c> address of a job that has ended.</summary>
public sealed class WebhookOptions
{
    public const string Section = "Webhooks";

    /// <summary>Signing secret: <c>whsec_</c> and 24 to 64 random bytes in Base64. Without it callbacks are refused.</summary>
    public string Secret { get; set; } = "";

    /// <summary>Whether private, loopback and link-local addresses may be called.</summary>
    public bool AllowPrivateAddresses { get; set; }

    /// <summary>How long one call may take, in seconds.</summary>
    [Range(1, 300)]
    public int TimeoutSeconds { get; set; } = 15;

    /// <summary>Pauses between tries, in seconds, comma-separated; after the last one a call is given up.</summary>
    [RegularExpression(@"\d{1,6}(,\d{1,6}){0,19}", ErrorMessage = "Webhooks:RetryPausesSeconds must be whole numbers with commas between them, at most 20.")]
    public string RetryPausesSeconds { get; set; } = "5,300,1800,7200,18000,36000";

    internal TimeSpan[] RetryPauses => [.. RetryPausesSeconds.Split(',').Select(s => TimeSpan.FromSeconds(int.Parse(s, System.Globalization.CultureInfo.InvariantCulture)))];

    internal bool IsOn => Secret.Length > 0;
}
