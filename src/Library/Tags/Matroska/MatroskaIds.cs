namespace GenreQueue.Library.Tags.Matroska;

/// <summary>Identifiers of the elements of Matroska and WebM.</summary>
internal static class MatroskaIds
{
    public const uint Ebml = 0x1A45DFA3;
    public const uint DocType = 0x4282;
    public const uint Segment = 0x18538067;
    public const uint SeekHead = 0x114D9B74;
    public const uint Seek = 0x4DBB;
    public const uint SeekId = 0x53AB;
    public const uint SeekPosition = 0x53AC;
    public const uint Cluster = 0x1F43B675;
    public const uint Tags = 0x1254C367;
    public const uint Tag = 0x7373;
    public const uint Targets = 0x63C0;
    public const uint TargetTypeValue = 0x68CA;
    public const uint SimpleTag = 0x67C8;
    public const uint TagName = 0x45A3;
    public const uint TagString = 0x4487;
    public const uint Void = 0xEC;
    public const uint Crc32 = 0xBF;

    /// <summary>What <see cref="Targets"/> can name: track, edition, chapter, attachment.</summary>
    public static readonly uint[] TargetUids = [0x63C5, 0x63C9, 0x63C4, 0x63C6];

    /// <summary>The children of a segment: the next of them ends a cluster of unknown length.</summary>
    public static readonly uint[] Level1 = [SeekHead, 0x1549A966, 0x1654AE6B, Cluster, 0x1C53BB6B, 0x1941A469, 0x1043A770, Tags];
}
