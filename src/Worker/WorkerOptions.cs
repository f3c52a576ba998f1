using System.ComponentModel.DataAnnotations;
using GenreQueue.Hosting.Configuration;

namespace GenreQueue.Worker;

/// <summary>Settings of the section <c>Worker</c>.</summary>
public sealed class WorkerOptions
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = "Worker";

    /// <summary>Whether the API hosts a worker in its own process; by default when the bus is in memory, which reaches no other.</summary>
    public bool? Embedded { get; set; }

    /// <summary>Jobs that run at the same time. The work is bound by the processor: more than it has cores gains nothing.</summary>
    [Range(1, 256)]
    public int Slots { get; set; } = Environment.ProcessorCount;

    /// <summary>How long one job may run. A broker takes a job away after 30 minutes, so this stays far below.</summary>
    [Range(1, 600)]
    public int JobTimeoutSeconds { get; set; } = 120;

    /// <summary>Folder of the models; empty for <c>GENREQUEUE_MODELS</c> or else <c>models</c> beside the program.</summary>
    public string ModelsFolder { get; set; } = "";

    /// <summary>File that is touched every ten seconds while the worker is healthy; empty for none. For container health checks.</summary>
    public string HealthFile { get; set; } = "";

    /// <summary><see cref="JobTimeoutSeconds"/> as a time span.</summary>
    public TimeSpan JobTimeout => TimeSpan.FromSeconds(JobTimeoutSeconds);

    /// <summary>Pauses before a job is tried again after a fault that may pass.</summary>
    internal TimeSpan[] RetryPauses { get; set; } = [TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(15)];
}
