using System.Xml.Linq;
using GenreQueue.Fixtures;

namespace GenreQueue.Architecture.Tests;

public sealed class ProjectTests
{
    private static readonly string Source = Path.Combine(RepositoryPaths.Root, "src");

    public static TheoryData<string> Projects => [.. House.Rooms.Keys];

    [Fact]
    public void Every_project_has_its_room() =>
        Assert.Equal(House.Rooms.Keys.Order(), Directory.GetDirectories(Source).Select(folder => Path.GetFileName(folder)!).Order());

    [Theory, MemberData(nameof(Projects))]
    public void A_project_references_only_what_it_may(string project)
    {
        var file = XDocument.Load(Path.Combine(Source, project, $"GenreQueue.{project}.csproj"));
        var referenced = file.Descendants("ProjectReference")
            .Select(reference => Path.GetFileName(Path.GetDirectoryName(reference.Attribute("Include")!.Value))!);
        Assert.Empty(referenced.Except(House.Rooms[project].MayReference).Except(Programs.Contains(project) ? ["Decoder"] : []));
    }

    // Their output folders hold the decoder program, which they start and do not call.
    private static readonly string[] Programs = ["Worker", "Api", "Cli"];
}
