using System.CommandLine;

namespace GenreQueue.Cli.Options;

/// <summary><c>--jobs n</c></summary>
internal sealed class JobsOption : Option<int>
{
    public JobsOption() : base("--jobs", "-j")
    {
        Description = "Number of files to process in parallel.";
        HelpName = "n";
        DefaultValueFactory = _ => Environment.ProcessorCount;
        CustomParser = result =>
        {
            if (int.TryParse(result.Tokens[0].Value, out var n) && n is >= 1 and <= 256) return n;
            result.AddError($"--jobs takes a number from 1 to 256, not '{result.Tokens[0].Value}'.");
            return 1;
        };
    }
}
