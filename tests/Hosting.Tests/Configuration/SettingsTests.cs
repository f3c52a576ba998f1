using System.ComponentModel.DataAnnotations;
using GenreQueue.Hosting.Configuration;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace GenreQueue.Hosting.Tests.Configuration;

public sealed class SettingsTests
{
    [Fact]
    public void Values_are_bound_without_regard_to_case_and_unknown_keys_are_ignored()
    {
        var options = Provide(("SAMPLE:COUNT", "7"), ("Sample:Nested:Enabled", "true"), ("Sample:Name", "x"), ("Sample:Unknown", "y"))
            .GetRequiredService<IOptions<Sample>>().Value;
        Assert.Equal((7, true, "x"), (options.Count, options.Nested.Enabled, options.Name));
    }

    [Fact]
    public void An_empty_value_keeps_the_default()
    {
        var options = Provide(("Sample:Count", ""), ("Sample:Nested:Enabled", ""), ("Sample:Name", "")).GetRequiredService<IOptions<Sample>>().Value;
        Assert.Equal((3, false, "default"), (options.Count, options.Nested.Enabled, options.Name));
    }

    [Theory]
    [InlineData(null, "data")]
    [InlineData("", "data")]
    [InlineData("/srv/genrequeue", "/srv/genrequeue")]
    public void The_data_folder_has_a_default(string? setting, string folder) =>
        Assert.Equal(folder, DataFolder.Of(new ConfigurationBuilder().AddInMemoryCollection([new("Data:Folder", setting)]).Build()));

    [Fact]
    public void All_errors_of_a_section_are_reported_together()
    {
        var errors = ConfigurationCheck.ErrorsOf(Provide(
            ("Sample:count", "many"), ("Sample:Size", "0"), ("Sample:Nested:Enabled", "maybe"), ("Sample:Day", "Someday")));
        Assert.Equal(4, errors.Count);
        Assert.Contains("Sample:Count must be a whole number.", errors);
        Assert.Contains("Sample:Nested:Enabled must be true or false.", errors);
        Assert.Contains(errors, error => error.StartsWith("Sample:Day must be one of Sunday, Monday", StringComparison.Ordinal));
        Assert.Contains(errors, error => error.Contains("Size", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("7")]
    [InlineData("1")]
    [InlineData("Monday, Tuesday")]
    public void An_enum_takes_names_only(string value)
    {
        var error = Assert.Single(ConfigurationCheck.ErrorsOf(Provide(("Sample:Day", value))));
        Assert.StartsWith("Sample:Day must be one of Sunday, Monday", error, StringComparison.Ordinal);
        Assert.Equal(DayOfWeek.Monday, Provide(("Sample:Day", "MONDAY")).GetRequiredService<IOptions<Sample>>().Value.Day);
    }

    [Fact]
    public void Values_that_do_not_convert_are_left_at_their_defaults_before_validation()
    {
        var sample = Configure(("Sample:Count", "many"), ("Sample:Size", "5")).Read<Sample>("Sample");
        Assert.Equal((3, 5), (sample.Count, sample.Size));
    }

    private static ServiceProvider Provide(params (string Key, string Value)[] values)
    {
        var services = new ServiceCollection().AddSingleton<IConfiguration>(Configure(values));
        services.AddSettings<Sample>("Sample");
        return services.BuildServiceProvider();
    }

    private static IConfigurationRoot Configure(params (string Key, string Value)[] values) =>
        new ConfigurationBuilder().AddInMemoryCollection(values.ToDictionary(value => value.Key, value => (string?)value.Value)).Build();

    private sealed class Sample
    {
        public int Count { get; set; } = 3;

        [Range(1, 10)]
        public int Size { get; set; } = 1;

        public string Name { get; set; } = "default";

        public DayOfWeek Day { get; set; }

        public Part Nested { get; set; } = new();
    }

    private sealed class Part
    {
        public bool Enabled { get; set; }
    }
}
