namespace GenreQueue.Api.Page;

/// <summary>Tells the user where the page is, once the server listens there.</summary>
public static class StartMessage
{
    // Wildcards, which a browser cannot open.
    private static readonly string[] AllAddresses = ["[::]", "0.0.0.0", "*", "+"];

    /// <summary>Logs the addresses after the start.</summary>
    public static void UseStartMessage(this WebApplication app) => app.Lifetime.ApplicationStarted.Register(() =>
        app.Logger.LogInformation("GenreQueue is at {Addresses} (press Ctrl+C to stop)", string.Join(" and ", app.Urls.Select(Openable).Distinct())));

    /// <summary>The address as a browser on this machine can open it.</summary>
    internal static string Openable(string address)
    {
        foreach (var all in AllAddresses) address = address.Replace($"//{all}:", "//localhost:", StringComparison.Ordinal);
        return address;
    }
}
