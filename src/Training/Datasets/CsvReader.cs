using System.Text;

namespace GenreQueue.Training.Datasets;

/// <summary>Reads records of comma-separated values by RFC 4180; lines may end in LF, CR LF or CR. Blank lines are skipped.</summary>
internal sealed class CsvReader(TextReader reader)
{
    private int _line = 1;

    /// <summary>Line on which the last record began, from 1.</summary>
    public int RecordLine { get; private set; }

    /// <returns>The fields of the next record; null at the end.</returns>
    /// <exception cref="FeatureTableException">A quote is where none may be, or is never closed.</exception>
    public List<string>? Read()
    {
        while (reader.Peek() is '\r' or '\n') EndLine();
        if (reader.Peek() < 0) return null;
        RecordLine = _line;
        var fields = new List<string>();
        while (true)
        {
            fields.Add(reader.Peek() == '"' ? Quoted() : Plain());
            if (reader.Peek() == ',')
            {
                reader.Read();
                continue;
            }
            if (reader.Peek() >= 0) EndLine();
            return fields;
        }
    }

    private string Plain()
    {
        var field = new StringBuilder();
        while (reader.Peek() is >= 0 and not (',' or '\r' or '\n'))
        {
            if (reader.Peek() == '"') throw new FeatureTableException(_line, "A quote stands inside a field that does not begin with one.");
            field.Append((char)reader.Read());
        }
        return field.ToString();
    }

    private string Quoted()
    {
        var field = new StringBuilder();
        reader.Read();
        while (true)
        {
            switch (reader.Peek())
            {
                case < 0:
                    throw new FeatureTableException(RecordLine, "A quoted field is never closed.");
                case '"':
                    reader.Read();
                    if (reader.Peek() != '"') return Closed(field);
                    field.Append((char)reader.Read());
                    break;
                case '\r' or '\n':
                    field.Append(EndLine());
                    break;
                default:
                    field.Append((char)reader.Read());
                    break;
            }
        }
    }

    private string Closed(StringBuilder field) => reader.Peek() is < 0 or ',' or '\r' or '\n'
        ? field.ToString()
        : throw new FeatureTableException(_line, "Text follows a closing quote.");

    private string EndLine()
    {
        _line++;
        if (reader.Read() == '\n') return "\n";
        if (reader.Peek() != '\n') return "\r";
        reader.Read();
        return "\r\n";
    }
}
