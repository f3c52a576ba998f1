using Spectre.Console;

namespace GenreQueue.Cli.Output;

/// <summary>A progress bar with the remaining time on standard error; shows nothing if standard error is not interactive.</summary>
internal static class ProgressBar
{
    /// <param name="title">Text beside the bar.</param>
    /// <param name="work">Receives the action that sets the completed share, 0 to 1. It may be called from any thread.</param>
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
