using Mono.Cecil;

namespace GenreQueue.Architecture.Tests;

/// <summary>The compiled projects.</summary>
internal static class Assemblies
{
    public static AssemblyDefinition Read(string project) => AssemblyDefinition.ReadAssembly(PathOf(project));

    private static string PathOf(string project) =>
        Path.Combine(AppContext.BaseDirectory, project == "Cli" ? "genrequeue.dll" : $"GenreQueue.{project}.dll");
}
