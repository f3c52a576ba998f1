using System.ComponentModel.DataAnnotations;
using GenreQueue.Hosting.Bus;

namespace GenreQueue.Hosting.Tests.Bus;

public sealed class BusOptionsTests
{
    [Fact]
    public void The_defaults_are_valid_and_need_no_broker() => Assert.Empty(Errors(new BusOptions()));

    [Fact]
    public void A_missing_user_and_a_missing_password_are_both_reported()
    {
        var errors = Errors(new BusOptions { Transport = BusTransport.RabbitMq });

        Assert.Equal([nameof(BusOptions.User), nameof(BusOptions.Password)], errors.SelectMany(e => e.MemberNames));
    }

    private static List<ValidationResult> Errors(BusOptions options)
    {
        var errors = new List<ValidationResult>();
        Validator.TryValidateObject(options, new ValidationContext(options), errors, validateAllProperties: true);
        return errors;
    }
}
