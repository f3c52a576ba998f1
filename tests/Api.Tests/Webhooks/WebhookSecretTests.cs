using GenreQueue.Api.Webhooks;
using StandardWebhooks;

namespace GenreQueue.Api.Tests.Webhooks;

public sealed class WebhookSecretTests
{
    private const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static readonly DateTimeOffset Timestamp = DateTimeOffset.FromUnixTimeSeconds(1614265330);

    /// <summary>The example in the reference libraries of the standard.</summary>
    [Fact]
    public void Signature_matches_the_example_of_the_standard() => Assert.Equal(
        "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
        SignerOf(Secret).Sign("msg_p5jXN8AQM9LWM0D4loKWxJek", Timestamp, """{"test": 2432232314}"""));

    [Fact]
    public void One_signer_signs_large_payloads_on_several_threads()
    {
        var signer = SignerOf(Secret);
        var payload = new string('x', 2_000_000);
        var expected = signer.Sign("msg_1", Timestamp, payload);
        Assert.All(Enumerable.Range(0, 32).AsParallel().Select(_ => signer.Sign("msg_1", Timestamp, payload)).ToList(), signature => Assert.Equal(expected, signature));
    }

    [Theory]
    [InlineData("")]
    [InlineData("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")]
    [InlineData("whsec_short")]
    [InlineData("whsec_c2hvcnQ=")]
    public void Malformed_secret_has_no_key(string secret) => Assert.Null(WebhookSecret.KeyOf(secret));

    private static StandardWebhook SignerOf(string secret) => new(WebhookSecret.KeyOf(secret)!);
}
