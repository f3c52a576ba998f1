using GenreQueue.Fixtures.Servers;
using GenreQueue.Library.Files;
using GenreQueue.Training.Datasets;
using GenreQueue.Training.Trainers;

namespace GenreQueue.Training.Tests.Datasets;

public sealed class DatasetTrackTests : IDisposable
{
    private readonly TemporaryFolder _folder = new("dataset");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_first_folder_below_the_given_one_is_the_genre()
    {
        Touch("rock/b.mp3", "rock/An album/a.mp3", "jazz/ä b.flac", "jazz/cover.jpg", "jazz/.hidden.mp3");
        Assert.Equal(
            [("jazz/ä b.flac", "jazz"), ("rock/An album/a.mp3", "rock"), ("rock/b.mp3", "rock")],
            DatasetTrack.Find([_folder.Path], AudioFiles.Find).Select(t => (t.Name, t.Genre)));
    }

    [Fact]
    public void The_genre_of_files_directly_in_the_given_folder_is_its_name()
    {
        Touch("rock/a.mp3", "rock/b.mp3");
        Assert.Equal([("a.mp3", "rock"), ("b.mp3", "rock")], DatasetTrack.Find([_folder.File("rock") + "/"], AudioFiles.Find).Select(t => (t.Name, t.Genre)));
        Assert.Equal([("b.mp3", "rock")], DatasetTrack.Find([_folder.File("rock/b.mp3")], AudioFiles.Find).Select(t => (t.Name, t.Genre)));
    }

    [Fact]
    public void A_file_given_twice_is_a_single_track() =>
        Assert.Single(DatasetTrack.Find([_folder.File("a.mp3"), _folder.File("../" + Path.GetFileName(_folder.Path) + "/a.mp3")], AudioFiles.Find));

    [Fact]
    public void Two_files_of_the_same_name_are_rejected_with_both_paths()
    {
        Touch("1/rock/a.mp3", "2/rock/a.mp3");
        var error = Assert.Throws<TrainingException>(() => DatasetTrack.Find([_folder.File("1"), _folder.File("2")], AudioFiles.Find));
        Assert.Contains("the same name rock/a.mp3", error.Message, StringComparison.Ordinal);
        Assert.Contains(_folder.File("2/rock/a.mp3"), error.Message, StringComparison.Ordinal);
    }

    private void Touch(params string[] names)
    {
        foreach (var path in names.Select(_folder.File))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, "");
        }
    }
}
