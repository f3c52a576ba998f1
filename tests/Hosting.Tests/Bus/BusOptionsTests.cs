using System.ComponentModel.DataAnnotations;
using GenreQueue.Hosting.Bus;

namespace GenreQueue.Hosting.Tests.Bus;

public sealed class BusOptionsTests
{
    [Fact]
    public void The_defaults_need_no_broker_and_are_valid() => Assert.Empty(Errors(new BusOptions()));

    [Fact]
    public void A_broker_without_user_and_password_is_refused_with_both_errors()
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
