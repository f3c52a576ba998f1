namespace GenreQueue.Worker;

/// <summary>How a job shares the slots of its worker.</summary>
public enum ClassifyLane
{
    /// <summary>Beside others, before bulk jobs.</summary>
    Interactive,

    /// <summary>Beside others, after interactive jobs.</summary>
    Bulk,

    /// <summary>With all slots, because its worker crashed before.</summary>
    Alone,
}
