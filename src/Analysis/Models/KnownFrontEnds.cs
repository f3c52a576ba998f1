using GenreQueue.Analysis.FrontEnds;
using GenreQueue.Analysis.FrontEnds.Mfcc;

namespace GenreQueue.Analysis.Models;

/// <summary>The front ends that model cards can name.</summary>
internal static class KnownFrontEnds
{
    private static readonly IReadOnlyList<IFrontEnd> All = [MfccFrontEnd.Classic, MfccFrontEnd.LogCov];

    /// <summary>The front end with this id; null if this version has none.</summary>
    public static IFrontEnd? Find(string id) => All.FirstOrDefault(frontEnd => frontEnd.Id == id);
}
