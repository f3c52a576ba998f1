using System.Text;
using GenreQueue.Analysis.FrontEnds;

namespace GenreQueue.Training.Datasets;

/// <summary>A feature table on disk that grows row by row and survives being cut off in the middle of one.</summary>
internal sealed class FeatureTableFile : IDisposable
{
    // A row is 8 KB at most with the longest of names; more than that is no row that was cut off.
    private const int LongestRow = 32 * 1024;

    private readonly StreamWriter _writer;
    private readonly HashSet<string> _tracks;

    private FeatureTableFile(FileStream stream, HashSet<string> tracks)
    {
        _tracks = tracks;
        _writer = new StreamWriter(stream) { AutoFlush = true };
    }

    /// <summary>Opens the table to append to it, or begins one. No one else can open it meanwhile.</summary>
    /// <param name="path">The file; its folder must exist.</param>
    /// <param name="kind">Features that the table holds or shall hold.</param>
    /// <exception cref="FeatureTableException">The file is something else, or a table of another kind. It is left as it was.</exception>
    /// <exception cref="IOException">The file cannot be opened, or is being written to.</exception>
    public static FeatureTableFile Open(string path, FeatureKind kind)
    {
        var stream = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        try
        {
            var content = new byte[stream.Length];
            stream.ReadExactly(content);
            var header = Header(kind);
            var whole = content.AsSpan(0, EndOfRecords(content));
            var table = whole.IsEmpty ? null : Read(content, whole.Length);
            if (table is null && !header.AsSpan().StartsWith(content))
            {
                throw new FeatureTableException(1, "The file is no feature table.");
            }
            if (table is not null && table.Kind != kind)
            {
                throw new FeatureTableException(1, $"The table holds {table.Kind.ToString().ToLowerInvariant()} features.");
            }
            if (content.Length - whole.Length > LongestRow)
            {
                throw new FeatureTableException(1 + whole.Count((byte)'\n'), "A quoted field is never closed.");
            }
            stream.SetLength(whole.Length);
            stream.Position = whole.Length;
            if (table is null) stream.Write(header);
            return new FeatureTableFile(stream, [.. table?.Rows.Select(r => r.Track) ?? []]);
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    /// <summary>Whether the table has a row of that track.</summary>
    public bool Contains(string track) => _tracks.Contains(track);

    /// <summary>Writes a row and hands it to the operating system.</summary>
    public void Append(FeatureRow row)
    {
        FeatureTableCsv.WriteRow(_writer, row);
        _tracks.Add(row.Track);
    }

    /// <inheritdoc/>
    public void Dispose() => _writer.Dispose();

    /// <summary>Just after the last end of line that is not inside quotes.</summary>
    private static int EndOfRecords(ReadOnlySpan<byte> content)
    {
        var end = 0;
        var quoted = false;
        for (var i = 0; i < content.Length; i++)
        {
            if (content[i] == '"') quoted = !quoted;
            else if (content[i] == '\n' && !quoted) end = i + 1;
        }
        return end;
    }

    private static FeatureTable Read(byte[] content, int length)
    {
        using var reader = new StreamReader(new MemoryStream(content, 0, length));
        return FeatureTableCsv.Read(reader);
    }

    private static byte[] Header(FeatureKind kind)
    {
        using var writer = new StringWriter();
        FeatureTableCsv.WriteHeader(writer, kind);
        return Encoding.UTF8.GetBytes(writer.ToString());
    }
}
