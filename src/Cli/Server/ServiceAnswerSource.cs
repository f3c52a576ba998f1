using GenreQueue.Cli.Library;
using GenreQueue.Cli.Termination;
using GenreQueue.Contracts;

namespace GenreQueue.Cli.Server;

/// <summary>Opens a service as the source of answers.</summary>
internal static class ServiceAnswerSource
{
    /// <summary>Asks the service which version of the model it uses, so that answers that are known need no request.</summary>
    /// <param name="address">Base address of the service, such as <c>http://localhost:8080</c>.</param>
    /// <param name="library">A library of the service that has the same files, as <c>NAME</c> or <c>NAME/PATH</c>; null to upload them.</param>
    /// <param name="model">Id of the model; null for the default of the service.</param>
    /// <param name="window">Part of each track to analyse.</param>
    /// <param name="labels">How many genres an answer names.</param>
    /// <param name="cancellationToken">Ends the wait for the service.</param>
    /// <exception cref="UsageException">The address is none, or the service has no such model or library.</exception>
    /// <exception cref="ServiceException">The service cannot be reached.</exception>
    public static async Task<AnswerSource> OpenAsync(
        string address, string? library, string? model, WindowMode window, LabelsMode labels, CancellationToken cancellationToken)
    {
        var client = new ServiceClient(AddressOf(address));
        try
        {
            return await OpenAsync(client, library, model, window, labels, cancellationToken);
        }
        catch
        {
            client.Dispose();
            throw;
        }
    }

    /// <summary>As the other one, with a client that is disposed with the source.</summary>
    internal static async Task<AnswerSource> OpenAsync(
        ServiceClient client, string? library, string? model, WindowMode window, LabelsMode labels, CancellationToken cancellationToken)
    {
        var models = await client.GetModelsAsync(cancellationToken);
        var chosen = models.Models.FirstOrDefault(card => card.Id == (model ?? models.Default))
            ?? throw new UsageException($"The service has no model {model}; there are {string.Join(", ", models.Models.Select(card => card.Id))}.");
        var options = new JobOptions(chosen.Id, window, labels);
        ITrackAnswers answers = library is null ? new UploadAnswers(client, options) : await LibraryAsync(client, library, options, cancellationToken);
        return new AnswerSource(answers, new ModelReference(chosen.Id, chosen.Version), chosen.Genres, window, labels);
    }

    private static async Task<LibraryAnswers> LibraryAsync(ServiceClient client, string library, JobOptions options, CancellationToken cancellationToken)
    {
        var parts = library.Split('/', 2);
        var names = (await client.GetLibrariesAsync(cancellationToken)).Libraries;
        var name = names.FirstOrDefault(known => known.Equals(parts[0], StringComparison.OrdinalIgnoreCase))
            ?? throw new UsageException(names.Count == 0
                ? "The service has no libraries; see its setting Libraries."
                : $"The service has no library {parts[0]}; there are {string.Join(", ", names)}.");
        return new LibraryAnswers(client, name, parts.Length == 1 ? "" : parts[1].Trim('/'), options);
    }

    private static Uri AddressOf(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" && address is { Query: "", Fragment: "" }
            ? address
            : throw new UsageException($"--server takes the address of a service such as http://localhost:8080, not '{text}'.");
}
