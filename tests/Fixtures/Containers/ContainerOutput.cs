using System.Text;
using Docker.DotNet;
using Docker.DotNet.Models;

namespace GenreQueue.Fixtures.Containers;

/// <summary>Follows what a container writes to standard output and standard error, until it exits.</summary>
internal sealed class ContainerOutput : IProgress<string>
{
    private const int Limit = 200_000;
    private readonly StringBuilder _text = new();

    /// <summary>The end of the output so far.</summary>
    public string Text
    {
        get
        {
            lock (_text) return _text.ToString();
        }
    }

    /// <summary>Reads the output that the container writes from <paramref name="since"/> on.</summary>
    public static ContainerOutput Follow(IDockerClient client, string id, DateTimeOffset since)
    {
        var output = new ContainerOutput();
        _ = output.ReadAsync(client, id, since);
        return output;
    }

    private async Task ReadAsync(IDockerClient client, string id, DateTimeOffset since)
    {
        var parameters = new ContainerLogsParameters { Follow = true, ShowStdout = true, ShowStderr = true, Since = $"{since.ToUnixTimeSeconds()}" };
        try
        {
            await client.Containers.GetContainerLogsAsync(id, parameters, this);
        }
        catch (Exception exception) when (exception is DockerApiException or IOException or HttpRequestException)
        {
            Report($"The output could not be read to its end: {exception.Message}");
        }
    }

    public void Report(string value)
    {
        lock (_text)
        {
            _text.AppendLine(value);
            if (_text.Length > Limit) _text.Remove(0, _text.Length - (Limit / 2));
        }
    }
}
