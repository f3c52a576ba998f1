using System.Text;
using GenreQueue.Analysis.FrontEnds.Mfcc;

namespace GenreQueue.Training.Datasets;

/// <summary>A feature table on disk that rows are appended to. It survives an interruption in the middle of a row.</summary>
internal sealed class FeatureTableFile : IDisposable
{
    // A row is at most 8 KB, even with the longest names; a longer tail is not an interrupted row.
    private const int MaxRowBytes = 32 * 1024;

    private readonly FeatureTableWriter _writer;
    private readonly HashSet<string> _tracks;

    private FeatureTableFile(FileStream stream, HashSet<string> tracks)
    {
        _tracks = tracks;
        _writer = new FeatureTableWriter(new StreamWriter(stream));
    }

    /// <summary>Opens a table to append to it, or creates one. The file is locked until it is closed.</summary>
    /// <param name="path">The file; its folder must exist.</param>
    /// <param name="kind">Kind of the features in the table.</param>
    /// <exception cref="FeatureTableException">The file is not a table of this kind. It is left unchanged.</exception>
    /// <exception cref="IOException">The file cannot be opened, or is open for writing elsewhere.</exception>
    public static FeatureTableFile Open(string path, FeatureKind kind)
    {
        var stream = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        try
        {
            var content = new byte[stream.Length];
            stream.ReadExactly(content);
            var header = Header(kind);
            var complete = content.AsSpan(0, EndOfRecords(content));
            var table = complete.IsEmpty ? null : Read(content, complete.Length);
            if (table is null && !header.AsSpan().StartsWith(content)) throw new FeatureTableException(1, "The file is not a feature table.");
            if (table is not null && table.Kind != kind)
                throw new FeatureTableException(1, $"The table contains {table.Kind.FrontEnd().Id} features.");
            if (content.Length - complete.Length > MaxRowBytes)
                throw new FeatureTableException(1 + complete.Count((byte)'\n'), "A quoted field is never closed.");
            stream.SetLength(complete.Length);
            stream.Position = complete.Length;
            if (table is null) stream.Write(header);
            return new FeatureTableFile(stream, [.. table?.Rows.Select(r => r.Track) ?? []]);
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    /// <summary>True if the table has a row for this track.</summary>
    public bool Contains(string track) => _tracks.Contains(track);

    /// <summary>Writes a row and passes it to the operating system.</summary>
    public void Append(FeatureRow row)
    {
        _writer.WriteRow(row);
        _writer.Flush();
        _tracks.Add(row.Track);
    }

    /// <inheritdoc/>
    public void Dispose() => _writer.Dispose();

    /// <summary>The position after the last line break outside quotes.</summary>
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
        return FeatureTableReader.Read(reader);
    }

    private static byte[] Header(FeatureKind kind)
    {
        var text = new StringWriter();
        using (var writer = new FeatureTableWriter(text)) writer.WriteHeader(kind);
        return Encoding.UTF8.GetBytes(text.ToString());
    }
}
