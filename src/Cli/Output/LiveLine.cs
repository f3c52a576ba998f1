namespace GenreQueue.Cli.Output;

/// <summary>A line at the bottom of a terminal that is redrawn. Rows that are written meanwhile go above it.</summary>
/// <param name="terminal">Receives the line.</param>
/// <param name="width">The current number of columns.</param>
internal sealed class LiveLine(TextWriter terminal, Func<int> width)
{
    private const string Erase = "\r\u001b[2K";

    private readonly Lock _lock = new();
    private string _text = "";

    /// <summary>Replaces the line.</summary>
    /// <param name="text">The line; what does not fit is cut off. Empty shows none.</param>
    public void Set(string text)
    {
        lock (_lock)
        {
            if (text.Length == 0 && _text.Length == 0) return;
            _text = text;
            terminal.Write(Erase);
            Draw();
        }
    }

    /// <summary>Writes rows above the line.</summary>
    public void Above(Action write)
    {
        lock (_lock)
        {
            if (_text.Length > 0) terminal.Write(Erase);
            write();
            Draw();
        }
    }

    private void Draw()
    {
        // In the last column some terminals begin a new line.
        if (_text.Length > 0) terminal.Write(SafeText.Column(_text, Math.Max(1, width() - 1)).TrimEnd());
        terminal.Flush();
    }
}
