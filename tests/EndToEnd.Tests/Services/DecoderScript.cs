namespace GenreQueue.EndToEnd.Tests.Services;

/// <summary>Shell scripts that replace the decoder program of a worker or of an API; <c>$REAL</c> is the path of the real program.</summary>
internal static class DecoderScript
{
    /// <summary>Never answers.</summary>
    public const string Hangs = "exec sleep 600";

    /// <summary>Kills the process that runs the job.</summary>
    public const string KillsItsParent = "kill -KILL $PPID";

    /// <summary>Takes 10 s to start.</summary>
    public const string StartsSlowly = "sleep 10; exec \"$REAL\"";

    /// <summary>Runs a command before it decodes a file that contains a marker, and decodes all other files as usual.</summary>
    /// <param name="commands">Markers and their commands, such as <see cref="KillsItsParent"/>.</param>
    /// <remarks>A request to the decoder is a length of four bytes and that many bytes, among them the path of the file.</remarks>
    public static string ForMarked(params IEnumerable<(string Marker, string Command)> commands) => $$"""
        read_bytes() { dd bs=1 count="$1" 2>/dev/null | od -An -v -to1 | tr -d '\n' | sed 's/ /\\/g'; }
        while :; do
          length=$(read_bytes 4)
          [ -n "$length" ] || exit 0
          request=$(read_bytes $(printf "$length" | od -An -tu4))
          file=$(printf "$request" | LC_ALL=C grep -ao '/[ -~]*' | head -n 1)
        {{string.Join('\n', commands.Select(entry => $"  if grep -qaF '{entry.Marker}' \"$file\"; then {entry.Command}; fi"))}}
          printf "$length$request"
        done | "$REAL"
        """;
}
