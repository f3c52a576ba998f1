using GenreQueue.Library.Rules;

namespace GenreQueue.Library.Tests.Rules;

public sealed class GenreMapFileTests
{
    private static readonly string[] Labels = ["disco", "hiphop", "metal", "rock"];

    [Fact]
    public void Genres_are_dropped_renamed_and_followed_by_their_parents()
    {
        var map = Parse("# of my own", "", "rename: hiphop -> Hip-Hop", "drop: disco", "parent: metal -> rock", "parent: rock -> Guitar music", "parent:Hip-Hop->Black music");
        Assert.Equal(["metal", "Hip-Hop", "rock", "Guitar music", "Black music"], map.Apply(["metal", "disco", "hiphop"]));
    }

    [Fact]
    public void Only_the_listed_genres_remain_so_that_a_parent_takes_the_place_of_its_child() =>
        Assert.Equal(["Loud"], Parse("parent: metal -> Loud", "parent: rock -> Loud", "only: Loud").Apply(["metal", "rock", "disco"]));

    [Fact]
    public void Names_are_compared_without_case_and_written_once() =>
        Assert.Equal(["Rock"], Parse("rename: METAL -> Rock", "rename: Rock -> Rock").Apply(["metal", "rock"]));

    [Fact]
    public void The_empty_map_changes_nothing() => Assert.Equal(["rock", "disco"], Parse().Apply(["rock", "disco"]));

    [Theory]
    [InlineData("rename: jazz -> Jazz", "line 2: the model has no genre 'jazz'; it has disco, hiphop, metal, rock.")]
    [InlineData("drop: jazz", "line 2: the model has no genre 'jazz'; it has disco, hiphop, metal, rock.")]
    [InlineData("parent: bebop -> jazz", "line 2: no genre of the model leads to 'bebop'; they lead to ")]
    [InlineData("only: Rocc", "line 2: no genre of the model leads to 'Rocc'; they lead to ")]
    [InlineData("rename: disco -> Disco", "line 2: 'disco' is dropped as well.")]
    [InlineData("parent: disco -> pop", "line 2: no genre of the model leads to 'disco'")]
    [InlineData("drop: DISCO", "line 2: there is a drop rule for 'DISCO' already.")]
    [InlineData("rename: rock -> a; b", "line 2: A genre contains ';', '/' or ',', at which players split it.")]
    [InlineData("rename: rock -> R&B/Soul", "line 2: A genre contains ';', '/' or ',', at which players split it.")]
    [InlineData("only: ro\u0007ck", "line 2: A genre contains a control character.")]
    [InlineData("rename: rock -> M\uFFFDsica", "line 2: A genre contains bytes that are no text in UTF-8. Save the file in UTF-8.")]
    [InlineData("rename: rock ->", "line 2: A genre has no name.")]
    [InlineData("rename: rock", "line 2: 'rename' takes the form 'rename: genre -> genre'.")]
    [InlineData("drop: rock -> pop", "line 2: 'drop' takes the form 'drop: genre'.")]
    [InlineData("replace: rock -> pop", "line 2: a rule begins with 'rename:', 'parent:', 'drop:' or 'only:'.")]
    [InlineData("rock", "line 2: a rule begins with 'rename:', 'parent:', 'drop:' or 'only:'.")]
    public void A_wrong_line_is_named(string line, string message)
    {
        var exception = Assert.Throws<GenreMapException>(() => Parse("drop: disco", line));
        Assert.StartsWith(message, exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("parent: rock -> rock")]
    [InlineData("parent: rock -> metal", "parent: metal -> Rock")]
    [InlineData("parent: hiphop -> rock", "parent: rock -> metal", "parent: metal -> rock")]
    public void A_genre_that_becomes_a_parent_of_itself_is_refused(params string[] lines) =>
        Assert.EndsWith("becomes a parent of itself.", Assert.Throws<GenreMapException>(() => Parse(lines)).Message, StringComparison.Ordinal);

    [Fact]
    public void An_error_in_a_file_names_the_file()
    {
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllLines(path, ["drop: disco", "drop: jazz"]);
            Assert.StartsWith($"{path}, line 2: ", Assert.Throws<GenreMapException>(() => GenreMapFile.Read(path, Labels)).Message, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static GenreMap Parse(params string[] lines) => GenreMapFile.Parse(lines, Labels);
}
