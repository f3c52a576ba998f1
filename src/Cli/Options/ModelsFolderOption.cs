using System.CommandLine;
using GenreQueue.Analysis.Models;
using GenreQueue.Cli.Output;

namespace GenreQueue.Cli.Options;

/// <summary><c>--models dir</c></summary>
internal sealed class ModelsFolderOption : Option<string?>
{
    public ModelsFolderOption() : base("--models")
    {
        Description = "Folder that holds the models.";
        HelpName = "dir";
    }

    /// <summary>Opens the catalog and reports the folders that it skipped.</summary>
    public ModelCatalog Open(ParseResult parsed)
    {
        var catalog = new ModelCatalog(ModelCatalog.FindRoots(parsed.GetValue(this)));
        foreach (var fault in catalog.Faults) Terminal.WriteMessage($"Skipped {fault.Folder}: {fault.Reason}");
        return catalog;
    }
}
