using System.Text.Json;

namespace GenreQueue.Fixtures.Servers;

/// <summary>User and virtual hosts that a test broker starts with.</summary>
internal static class RabbitMqDefinitions
{
    public const string User = "genrequeue";
    public const string Password = "genrequeue";
    public const int VirtualHosts = 48;

    /// <summary>Content of a definitions file.</summary>
    public static string Json()
    {
        var hosts = Enumerable.Range(1, VirtualHosts).Select(NameOf).ToList();
        return JsonSerializer.Serialize(new
        {
            users = new[] { new { name = User, password = Password, tags = "administrator" } },
            vhosts = hosts.Select(name => new { name }),
            permissions = hosts.Select(vhost => new { user = User, vhost, configure = ".*", write = ".*", read = ".*" }),
        });
    }

    /// <summary>Address of a virtual host, counted from 1.</summary>
    public static Uri AddressOf(int port, int number) => new($"amqp://{User}:{Password}@127.0.0.1:{port}/{NameOf(number)}");

    private static string NameOf(int number) => $"t{number}";
}
