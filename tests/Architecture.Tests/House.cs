namespace GenreQueue.Architecture.Tests;

/// <summary>The rooms of the source tree: what each project may reference, and the order of the folders inside it.</summary>
internal static class House
{
    /// <summary>The projects below <c>src</c>.</summary>
    public static IReadOnlyDictionary<string, Room> Rooms { get; } = new Dictionary<string, Room>
    {
        ["Contracts"] = new([], []),
        ["Analysis"] = new(["Contracts"], ["Interop", "Decoding", "FrontEnds", "FrontEnds.Mfcc", "Svm.Interop", "Svm", "Models", "Classification"]),
        ["Decoder"] = new(["Analysis"], ["Interop", "Readers", "Resampling", "Windows", "Pipes", "Sandbox"]),
        ["Training"] = new(["Analysis"], ["Datasets", "Trainers", "Evaluation", "Report"]),
        ["Library"] = new(["Contracts"], ["Interop", "Files", "Tags", "Tags.Id3", "Tags.Ape", "Tags.Mpeg", "Tags.Riff", "Tags.Dsf", "Tags.Xiph", "Tags.Mp4", "Tags.Asf", "Tags.Matroska", "Genres", "Plans", "Rules", "Journal", "Writing", "State", "Report"]),
        ["Hosting"] = new(["Contracts", "Analysis"], ["Configuration", "Logging", "Models", "Libraries", "Bus", "Uploads"]),
        ["Worker"] = new(["Hosting"], []),
        ["Api"] = new(
            ["Hosting", "Worker", "Library"],
            ["Configuration", "Problems", "OpenApi", "Store", "Uploads", "Webhooks", "Limits", "Jobs", "Libraries", "Batches", "Tus", "Sweep", "Ops", "Models", "Hub", "Bus", "Health", "Logging", "Access", "Page"]),
        ["Cli"] = new(["Analysis", "Training", "Library"], ["Termination", "Output", "Options", "Datasets", "ModelCards", "Concurrency", "Classify", "Library", "Server", "Tag", "Apply", "Undo", "Runs", "Watch", "Audit", "Features", "Train", "Evaluate", "Split", "Models"]),
    };
}

/// <param name="MayReference">Projects that it may reference. The programs also start the decoder, which none can use.</param>
/// <param name="Folders">
/// Its namespaces below the project's own, from the bottom up: a folder uses those listed before it. The project's own namespace
/// is at the top and uses all.
/// </param>
internal sealed record Room(IReadOnlyList<string> MayReference, IReadOnlyList<string> Folders);
