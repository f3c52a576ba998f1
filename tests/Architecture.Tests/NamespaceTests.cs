using Mono.Cecil;

namespace GenreQueue.Architecture.Tests;

public sealed class NamespaceTests
{
    public static TheoryData<string> Projects => [.. House.Rooms.Keys];

    [Theory, MemberData(nameof(Projects))]
    public void A_folder_uses_only_folders_below_it(string project)
    {
        using var assembly = Assemblies.Read(project);
        var violations = TypeReferences.Of(assembly)
            .Where(pair => IsOurs(project, pair.User) && IsOurs(project, pair.Used) && IsSource(pair.User))
            .Select(pair => (User: FolderOf(project, pair.User), Used: FolderOf(project, pair.Used), pair))
            .Where(edge => HeightOf(project, edge.Used) > HeightOf(project, edge.User))
            .Select(edge => $"{edge.User} uses {edge.Used}: {edge.pair.User.Name} -> {edge.pair.Used.Name}")
            .Distinct().Order().ToList();
        Assert.True(violations.Count == 0, string.Join('\n', violations));
    }

    [Theory, MemberData(nameof(Projects))]
    public void Every_folder_has_its_place_in_the_order(string project)
    {
        using var assembly = Assemblies.Read(project);
        var folders = assembly.MainModule.Types.Where(type => IsOurs(project, type) && IsSource(type)).Select(type => FolderOf(project, type)).Distinct();
        Assert.Empty(folders.Where(folder => folder.Length > 0).Except(House.Rooms[project].Folders));
    }

    private static bool IsOurs(string project, TypeReference type) =>
        type.Namespace == RootOf(project) || type.Namespace.StartsWith(RootOf(project) + ".", StringComparison.Ordinal);

    // EF Core's tool writes the migrations.
    private static bool IsSource(TypeReference type) => !type.Namespace.Contains(".Migrations", StringComparison.Ordinal);

    private static string FolderOf(string project, TypeReference type) => type.Namespace[RootOf(project).Length..].TrimStart('.');

    private static int HeightOf(string project, string folder) =>
        folder.Length == 0 ? int.MaxValue : House.Rooms[project].Folders.ToList().IndexOf(folder);

    private static string RootOf(string project) => $"GenreQueue.{project}";
}
