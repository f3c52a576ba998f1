namespace GenreQueue.Library.Tags.Mp4;

/// <summary>Tells where an offset of the file is in a way that does not change when boxes before it grow.</summary>
internal sealed class Places
{
    private readonly Mp4Layout _layout;
    private readonly long[] _starts;
    private readonly int[] _regions;

    /// <param name="layout">The file.</param>
    public Places(Mp4Layout layout)
    {
        _layout = layout;
        _starts = [.. layout.Boxes.Select(box => box.Start)];
        _regions = new int[_starts.Length];
        // Padding may come and go, so it is not counted.
        for (var i = 1; i < _regions.Length; i++) _regions[i] = _regions[i - 1] + (layout.Boxes[i - 1].Type is "free" or "skip" ? 0 : 1);
    }

    /// <summary>The number of the box of the top level, and how far from its start; -1 and the distance from the end for what is in none.</summary>
    public (int Region, long Offset) Of(long position)
    {
        if (position < 0 || position >= _layout.Length) return (-1, position - _layout.Length);
        var found = Array.BinarySearch(_starts, position);
        var box = found >= 0 ? found : ~found - 1;
        return (_regions[box], position - _starts[box]);
    }
}
