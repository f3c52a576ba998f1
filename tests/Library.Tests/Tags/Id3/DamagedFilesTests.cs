using GenreQueue.Library.Tags;
using GenreQueue.Library.Tests.Tags.Ape;
using GenreQueue.Library.Tests.Tags.Mpeg;
using GenreQueue.Library.Tests.Tags.Riff;
using Xunit;

namespace GenreQueue.Library.Tests.Tags.Id3;

/// <summary>Tags with random damage are read, written or refused, but nothing else happens.</summary>
public sealed class DamagedFilesTests
{
    private const int Rounds = 25;
    private const long MostAllocated = 32 << 20;

    public static TheoryData<string, byte[]> Files
    {
        get
        {
            var files = new TheoryData<string, byte[]>();
            foreach (var (name, tag) in MpegFormatTests.Tags.Select(row => row.Data)) files.Add($"tag {name}", [.. tag, .. MpegBytes.Mp3]);
            foreach (var (name, tail) in MpegFormatTests.Tails.Select(row => row.Data)) files.Add($"tail {name}", [.. MpegBytes.Mp3, .. tail]);
            foreach (var (name, file) in RiffFormatTests.Tagged.Select(row => row.Data)) files.Add($"chunks {name}", file);
            files.Add("all tags", [.. Id3Bytes.Tag(3, 0, Id3Bytes.Latin("TCON", "Jazz", 3)), .. MpegBytes.Aac, .. Id3Bytes.WithFooter(Id3Bytes.Latin("TCON", "Jazz")), .. ApeBytes.Tag(ApeBytes.Text("Genre", "Jazz")), .. ApeBytes.Lyrics3v2, .. Id3Bytes.V1Extension("Jazz"), .. Id3Bytes.V1(8)]);
            return files;
        }
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Damage_is_found_or_does_no_harm(string name, byte[] content)
    {
        var random = new Random(name.Sum(character => character));
        for (var round = 0; round < Rounds; round++)
        {
            using var file = new ScratchFile(Damaged(content, random));
            var allocated = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                var before = file.Read();
                file.Write(new GenreWrite(["Rock", "Pop"], new Provenance("m", "1", 0.5, ["Rock", "Pop"])));
                Assert.Contains("Rock", file.Read().Genres);
                file.Restore(before.Snapshot);
                Assert.Equal(before.Genres, file.Read().Genres);
                Assert.Equal(before.Others, file.Read().Others);
            }
            catch (TagException)
            {
                // Refused.
            }
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - allocated, 0, MostAllocated);
        }
    }

    private static byte[] Damaged(byte[] content, Random random)
    {
        const int nearEnds = 300;
        var damaged = (byte[])content.Clone();
        for (var count = random.Next(1, 5); count > 0; count--)
        {
            var at = random.Next(Math.Min(nearEnds, damaged.Length));
            if (random.Next(2) == 0) at = damaged.Length - 1 - at;
            damaged[at] = random.Next(4) switch
            {
                0 => 0,
                1 => byte.MaxValue,
                2 => (byte)(damaged[at] ^ 1 << random.Next(8)),
                _ => (byte)random.Next(256),
            };
        }
        return random.Next(4) == 0 ? damaged[..random.Next(damaged.Length)] : damaged;
    }
}
