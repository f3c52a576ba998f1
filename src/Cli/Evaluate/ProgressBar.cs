using Spectre.Console;

namespace GenreQueue.Cli.Evaluate;

/// <summary>A bar on standard error with the time left; nothing where it could not be redrawn.</summary>
internal static class ProgressBar
{
    /// <param name="title">What is going on.</param>
    /// <param name="work">Receives what sets the share that is done, 0 to 1, from any thread.</param>
    public static T Show<T>(string title, Func<Action<double>, T> work)
    {
        if (!Terminal.Messages.Profile.Capabilities.Interactive) return work(_ => { });
        return Terminal.Messages.Progress()
            .AutoClear(true)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .Start(context =>
            {
                var task = context.AddTask(Markup.Escape(title), maxValue: 1);
                return work(share => task.Value = Math.Max(task.Value, share));
            });
    }
}
