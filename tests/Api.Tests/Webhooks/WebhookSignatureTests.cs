using GenreQueue.Api.Webhooks;

namespace GenreQueue.Api.Tests.Webhooks;

public sealed class WebhookSignatureTests
{
    /// <summary>The example of the standard's own libraries.</summary>
    [Fact]
    public void A_call_is_signed_as_the_standard_says() => Assert.Equal(
        "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
        WebhookSignature.Sign("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, """{"test": 2432232314}"""));

    [Theory]
    [InlineData("")]
    [InlineData("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")]
    [InlineData("whsec_short")]
    [InlineData("whsec_c2hvcnQ=")]
    public void A_secret_of_another_form_is_no_key(string secret) => Assert.Null(WebhookSignature.KeyOf(secret));
}
