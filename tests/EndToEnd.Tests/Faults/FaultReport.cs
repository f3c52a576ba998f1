namespace GenreQueue.EndToEnd.Tests.Faults;

/// <summary>What became of the uploads of a test.</summary>
/// <param name="Attempted">Uploads that were sent.</param>
/// <param name="Accepted">Uploads that were answered with 202.</param>
/// <param name="Refused">Uploads that were answered with 503 or 507.</param>
/// <param name="Unanswered">Uploads whose connection ended without an answer.</param>
/// <param name="Lost">Accepted jobs that do not exist or have not ended.</param>
/// <param name="Doubled">Jobs whose end was stored more than once, and uploads with more than one job.</param>
/// <param name="Unexpected">Jobs that ended otherwise than their content requires, and answers that are not allowed.</param>
/// <param name="Leftovers">Uploads, messages and processes that should be gone.</param>
internal sealed record FaultReport(
    int Attempted,
    int Accepted,
    int Refused,
    int Unanswered,
    IReadOnlyList<string> Lost,
    IReadOnlyList<string> Doubled,
    IReadOnlyList<string> Unexpected,
    IReadOnlyList<string> Leftovers)
{
    private const int Shown = 5;

    /// <summary>Fails the test unless every accepted job has ended exactly once and as expected, and nothing was left behind.</summary>
    /// <param name="describe">Returns the output of the programs.</param>
    public void AssertClean(Func<string> describe)
    {
        if (Lost.Count + Doubled.Count + Unexpected.Count + Leftovers.Count == 0) return;
        Assert.Fail($"{this}\n{Examples("Lost", Lost)}{Examples("Doubled", Doubled)}{Examples("Unexpected", Unexpected)}{Examples("Left over", Leftovers)}{describe()}");
    }

    public override string ToString() =>
        $"attempted {Attempted}, accepted {Accepted}, refused {Refused}, unanswered {Unanswered}, lost {Lost.Count}, doubled {Doubled.Count}, unexpected {Unexpected.Count}, left over {Leftovers.Count}";

    private static string Examples(string title, IReadOnlyList<string> all) =>
        all.Count == 0 ? "" : $"{title}:\n- {string.Join("\n- ", all.Take(Shown))}\n";
}
