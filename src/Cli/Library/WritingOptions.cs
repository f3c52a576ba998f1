using System.CommandLine;
using System.Text.Json.Serialization;
using GenreQueue.Analysis.Decoding;
using GenreQueue.Cli.Options;
using GenreQueue.Library.Tags;
using GenreQueue.Library.Writing;

namespace GenreQueue.Cli.Library;

/// <summary>The options that decide how files are written.</summary>
internal sealed class WritingOptions
{
    private readonly Option<bool> _provenance = new("--provenance") { Description = "Also write model, version and probability, so that later runs know the genre as their own." };
    private readonly EnumOption<Id3Version> _id3 = new("--id3", "Version of an ID3v2 tag that has to be created; one that is there keeps its version.", Id3Version.V24);
    private readonly EnumOption<ModifiedTime> _mtime = new("--mtime", "Keep or update the time of modification, by which players notice a change.", ModifiedTime.Update);
    private readonly EnumOption<HardLinkName> _hardLinks = new("--hard-links", "Skip files with several names (hard links), or write them under the name found.", HardLinkName.Skip);
    private readonly Option<bool> _verify = new("--verify") { Description = "Decode each file before and after it is written, and compare." };

    private enum HardLinkName
    {
        [JsonStringEnumMemberName("skip")] Skip,
        [JsonStringEnumMemberName("write")] Write,
    }

    /// <summary>The options.</summary>
    public IReadOnlyList<Option> All => [_provenance, _id3, .. OfEveryWrite];

    /// <summary>Those of the options that do not depend on what is written.</summary>
    public IReadOnlyList<Option> OfEveryWrite => [_mtime, _hardLinks, _verify];

    /// <summary>Those of the options that change nothing as long as nothing is written.</summary>
    public IEnumerable<Option> GivenForWriting(ParseResult parsed) => All.Where(option => option != _hardLinks && parsed.GetResult(option) is { Implicit: false });

    /// <summary>Whether files with several names are written.</summary>
    public bool AllowHardLinks(ParseResult parsed) => _hardLinks.In(parsed) == HardLinkName.Write;

    /// <summary>Whether model, version and probability are written too.</summary>
    public bool Provenance(ParseResult parsed) => parsed.GetValue(_provenance);

    /// <summary>Version of an ID3v2 tag that has to be created.</summary>
    public Id3Version NewId3(ParseResult parsed) => _id3.In(parsed);

    /// <summary>How files are written.</summary>
    /// <param name="parsed">The options.</param>
    /// <param name="decoders">Decode the files if they are to be compared.</param>
    public WriteOptions In(ParseResult parsed, DecoderPool decoders) => new()
    {
        ModifiedTime = _mtime.In(parsed),
        AllowHardLinks = AllowHardLinks(parsed),
        DecodeHash = parsed.GetValue(_verify) ? path => DecodedAudio.HashAsync(decoders, path) : null,
    };
}
