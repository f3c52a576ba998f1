using System.ComponentModel.DataAnnotations;

namespace GenreQueue.Worker;

/// <summary>Settings of the section <c>Worker</c>; <c>Embedded</c> and <c>ModelsFolder</c> of that section are read by the API too.</summary>
public sealed class WorkerOptions
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = "Worker";

    // Covers the scheduling of a busy machine: the job limit itself is enforced by the classifier.
    private static readonly TimeSpan JobMargin = TimeSpan.FromSeconds(30);

    /// <summary>Jobs that run at the same time. The work is CPU-bound, so more than one per core gains nothing.</summary>
    [Range(1, 256)]
    public int Slots { get; set; } = Environment.ProcessorCount;

    /// <summary>Time limit of one job. It must stay far below the consumer timeout of the broker, 30 minutes by default.</summary>
    [Range(1, 600)]
    public int JobTimeoutSeconds { get; set; } = 120;

    /// <summary>File that is touched every ten seconds while the worker is healthy, for container health checks; empty for none.</summary>
    public string HealthFile { get; set; } = "";

    /// <summary><see cref="JobTimeoutSeconds"/> as a time span.</summary>
    public TimeSpan JobTimeout => TimeSpan.FromSeconds(JobTimeoutSeconds);

    /// <summary>Age of a running job at which the watchdog concludes that its time limit has failed.</summary>
    public TimeSpan JobDeadline => JobTimeout + JobMargin;

    /// <summary>Delays between the attempts at a job after a transient error.</summary>
    internal TimeSpan[] RetryPauses { get; set; } = [TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(15)];
}
