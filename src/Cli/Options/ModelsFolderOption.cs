using System.CommandLine;

namespace GenreQueue.Cli.Options;

/// <summary><c>--models dir</c></summary>
internal sealed class ModelsFolderOption : Option<string?>
{
    public ModelsFolderOption() : base("--models")
    {
        Description = "Folder that holds the models.";
        HelpName = "dir";
    }
}
