using System.Diagnostics;
using System.Text.RegularExpressions;
using GenreQueue.Fixtures;

namespace GenreQueue.Cli.Tests.Documentation;

/// <summary>Runs the examples of docs/command.md on the clips that scripts/samples.sh synthesises.</summary>
public sealed partial class ExamplesTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("genrequeue-examples-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact(Timeout = GenreQueueCommand.Timeout)]
    public async Task The_documented_output_is_the_real_output()
    {
        using var samples = Process.Start(Path.Combine(RepositoryPaths.Root, "scripts", "samples.sh"), [Path.Combine(_folder, "music")]);
        await samples.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, samples.ExitCode);

        foreach (var arguments in new[] { "classify music", "classify --window whole music/medley.mp3", "tag music" })
        {
            var ended = await GenreQueueCommand.RunWithStateAsync(Path.Combine(_folder, "state"), arguments.Replace("music", Path.Combine(_folder, "music"), StringComparison.Ordinal).Split(' '));
            var expected = DocumentedOutput(arguments);
            Assert.Equal(expected.Where(line => line.Length > 0).Select(WithoutProbability), ended.Lines.Select(line => WithoutProbability(line.Replace(_folder + "/", "", StringComparison.Ordinal))));
        }
    }

    [Fact]
    public void Relative_links_lead_to_files()
    {
        string[] documents = [.. Directory.GetFiles(RepositoryPaths.Root, "*.md"), .. Directory.GetFiles(Path.Combine(RepositoryPaths.Root, "docs"), "*.md")];
        var broken = from document in documents
                     from part in File.ReadAllText(document).Split("](").Skip(1)
                     let link = part[..part.IndexOf(')')].Split('#')[0]
                     where link.Length > 0 && !link.Contains("://", StringComparison.Ordinal)
                     where !Path.Exists(Path.Combine(Path.GetDirectoryName(document)!, link))
                     select $"{Path.GetFileName(document)}: {link}";
        Assert.Empty(broken);
    }

    private static string[] DocumentedOutput(string arguments)
    {
        var lines = File.ReadAllLines(Path.Combine(RepositoryPaths.Root, "docs", "command.md"));
        return [.. lines.SkipWhile(line => line != $"$ ./run {arguments}").Skip(1).TakeWhile(line => line != "```")];
    }

    // The probabilities depend slightly on the encoders of the installed ffmpeg.
    private static string WithoutProbability(string row) => Probability().Replace(row, "p");

    [GeneratedRegex(@"\b0\.\d\d\b")]
    private static partial Regex Probability();
}
