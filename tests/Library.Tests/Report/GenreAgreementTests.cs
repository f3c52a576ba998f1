using GenreQueue.Library.Report;

namespace GenreQueue.Library.Tests.Report;

public sealed class GenreAgreementTests
{
    [Theory]
    [InlineData("Rock", "rock")]
    [InlineData("Hip-Hop", "hiphop")]
    [InlineData("hip hop", "hiphop")]
    [InlineData("Hip-Hop/Rap", "hiphop")]
    [InlineData("Rap", "hiphop")]
    [InlineData("Progressive Rock", "rock")]
    [InlineData("rock", "Progressive Rock")]
    [InlineData("R&B", "Rhythm and Blues")]
    [InlineData("Música Clásica; Jazz", "jazz")]
    [InlineData("Classic", "classical")]
    public void Same_genre_or_a_kind_of_it(string tag, string heard) => Assert.True(GenreAgreement.Agree(tag, heard));

    [Theory]
    [InlineData("Rock", "pop")]
    [InlineData("Rocksteady", "rock")]
    [InlineData("Popular", "pop")]
    [InlineData("Bluesy", "blues")]
    [InlineData("???", "rock")]
    [InlineData("", "rock")]
    [InlineData("???", "!!!")]
    public void Different_genres(string tag, string heard) => Assert.False(GenreAgreement.Agree(tag, heard));
}
