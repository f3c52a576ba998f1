namespace GenreQueue.Fixtures.Servers;

/// <summary>How the servers of the tests run.</summary>
public enum ServerKind
{
    /// <summary>Installed programs, started as processes of this machine.</summary>
    Processes,

    /// <summary>Containers of a Docker engine, with the images that <c>docker-compose.yml</c> names.</summary>
    Containers,
}
