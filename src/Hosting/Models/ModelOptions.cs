namespace GenreQueue.Hosting.Models;

/// <summary>Where the models are.</summary>
public sealed class ModelOptions
{
    /// <summary>Name of the configuration section. API and worker read the same key.</summary>
    public const string Section = "Worker";

    /// <summary>
    /// Folder of the models, or several separated as in PATH; empty for <c>GENREQUEUE_MODELS</c>, or else <c>models</c> next to the program.
    /// </summary>
    public string ModelsFolder { get; set; } = "";
}
