namespace GenreQueue.Fixtures.Containers;

/// <summary>Images that <c>docker-compose.yml</c> names.</summary>
internal static class ComposeImages
{
    private const string Indent = "  ";
    private const string Key = "image:";

    /// <summary>Image of a service.</summary>
    public static string Of(string service) =>
        File.ReadLines(Path.Combine(RepositoryPaths.Root, "docker-compose.yml"))
            .SkipWhile(line => line.TrimEnd() != $"{Indent}{service}:")
            .Skip(1)
            .TakeWhile(line => line.StartsWith(Indent + Indent, StringComparison.Ordinal))
            .Select(line => line.Trim())
            .Where(line => line.StartsWith(Key, StringComparison.Ordinal))
            .Select(line => line[Key.Length..].Trim())
            .FirstOrDefault() ?? throw new InvalidOperationException($"docker-compose.yml names no image for {service}.");
}
