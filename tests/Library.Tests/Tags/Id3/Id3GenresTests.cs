using GenreQueue.Library.Tags;
using GenreQueue.Library.Tags.Id3;
using Xunit;

namespace GenreQueue.Library.Tests.Tags.Id3;

public sealed class Id3GenresTests
{
    [Theory]
    [InlineData("17", "Rock")]
    [InlineData("(17)", "Rock")]
    [InlineData("(17)(4)", "Rock|Disco")]
    [InlineData("(17)Rock", "Rock")]
    [InlineData("(4)Eurodisco", "Disco|Eurodisco")]
    [InlineData("(RX)(CR)", "Remix|Cover")]
    [InlineData("RX", "Remix")]
    [InlineData("((foo", "(foo")]
    [InlineData("(4)((foo)", "Disco|(foo)")]
    [InlineData("(foo)", "(foo)")]
    [InlineData("191", "Psybient")]
    [InlineData("(191)", "Psybient")]
    [InlineData("192", "")]
    [InlineData("(255)", "")]
    [InlineData("(999)", "")]
    [InlineData("1980", "1980")]
    [InlineData("()Rock", "()Rock")]
    [InlineData("rock|ROCK| |Rock ", "rock")]
    [InlineData("Rock/Pop", "Rock/Pop")]
    [InlineData("Rock;Pop", "Rock;Pop")]
    public void Values_are_read_as_names(string values, string genres) =>
        Assert.Equal(genres.Split('|', StringSplitOptions.RemoveEmptyEntries), Id3Genres.Parse(values.Split('|'), joined: false));

    [Fact]
    public void Only_what_this_project_joins_is_split()
    {
        Assert.Equal(["Rock", "(Pop)", "Disco"], Id3Genres.Parse(["Rock; ((Pop); (4)"], joined: true));
        Assert.Equal(["Rock; Pop"], Id3Genres.Parse(["Rock; Pop"], joined: false));
        Assert.Equal(["Rock; ((Pop)"], Id3Genres.Format(["Rock", "(Pop)"], joined: true));
        Assert.Equal(["Rock", "(Pop)"], Id3Genres.Format(["Rock", "(Pop)"], joined: false));
        Assert.Throws<TagException>(() => Id3Genres.Format(["Rock; Pop"], joined: true));
    }

    [Fact]
    public void Numbers_and_names_belong_together()
    {
        for (var number = 0; number < 192; number++) Assert.Equal(number, Id3Genres.NumberOf(Id3Genres.NameOf(number)!.ToUpperInvariant()));
        Assert.Equal(Id3Genres.None, Id3Genres.NumberOf("Chiptune"));
        Assert.Equal(Id3Genres.None, Id3Genres.NumberOf(null));
        Assert.Null(Id3Genres.NameOf(192));
    }
}
