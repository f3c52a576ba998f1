using FsCheck;
using FsCheck.Fluent;
using GenreQueue.Analysis.FrontEnds.Mfcc;
using GenreQueue.Training.Datasets;

namespace GenreQueue.Training.Tests.Datasets;

public sealed class FeatureTableFormatTests
{
    private static readonly string Header = "track,genre," + string.Join(',', Enumerable.Range(0, 104).Select(i => $"f{i}"));
    private static readonly string Zeros = string.Join(',', Enumerable.Repeat("0", 104));

    // Arbitrary names, and names of characters that are special in CSV.
    private static readonly Gen<string> Name = Gen.OneOf(
        ArbMap.Default.GeneratorFor<NonEmptyString>().Select(s => s.Get),
        Gen.Elements('"', ',', '\n', '\r', ' ', 'a', 'é', '\0', ';', '\'').NonEmptyListOf().Select(string.Concat))
        .Where(s => s.Length > 0 && !s.Any(char.IsSurrogate));

    private static readonly Gen<double> Value = Gen.OneOf(
        ArbMap.Default.GeneratorFor<NormalFloat>().Select(f => f.Get),
        Gen.Elements(0.0, -0.0, double.MaxValue, double.MinValue, double.Epsilon, -double.Epsilon, 1.0 / 3, 1e-300, Math.BitIncrement(1.0)));

    private static readonly Gen<FeatureTable> Tables =
        from kind in Gen.Elements(FeatureKind.Classic, FeatureKind.LogCov)
        from names in Name.ListOf()
        from rows in Gen.CollectToList(names.Distinct(), name =>
            from genre in Name
            from values in Value.ArrayOf(kind.Length())
            select new FeatureRow(name, genre, values))
        select new FeatureTable(kind, rows.ToList());

    [Fact]
    public void Every_table_round_trips() => Prop.ForAll(Tables.ToArbitrary(), table =>
    {
        var read = Read(Write(table));
        Assert.Equal(table.Kind, read.Kind);
        Assert.Equal(table.Rows.Select(r => (r.Track, r.Genre)), read.Rows.Select(r => (r.Track, r.Genre)));
        foreach (var (expected, actual) in table.Rows.Zip(read.Rows))
        {
            // Compared by bits, because −0 equals 0.
            Assert.Equal(expected.Values.Select(BitConverter.DoubleToInt64Bits), actual.Values.Select(BitConverter.DoubleToInt64Bits));
        }
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_truncated_or_changed_table_is_read_or_rejected()
    {
        var gen = from table in Tables
                  let text = Write(table)
                  from at in Gen.Choose(0, text.Length - 1)
                  from character in Gen.Elements('"', ',', '\n', '\r', 'x', '-', '\0')
                  from cut in Gen.Elements(true, false)
                  select cut ? text[..at] : text[..at] + character + text[(at + 1)..];
        Prop.ForAll(gen.ToArbitrary(), text =>
        {
            try
            {
                Read(text);
            }
            catch (FeatureTableException exception)
            {
                Assert.InRange(exception.Line, 1, 1 + text.Count(c => c is '\n' or '\r'));
            }
        }).QuickCheckThrowOnFailure();
    }

    [Theory]
    [InlineData("", 1, "empty")]
    [InlineData("name,genre,f0\n", 1, "track,genre")]
    [InlineData("track,genre,f0,f2\n", 1, "f1")]
    [InlineData("track,genre,f0,f1,f2\n", 1, "3 features")]
    [InlineData("HEADER\na,b,0\n", 2, "3 fields, expected 106")]
    [InlineData("HEADER\na,b,ZEROS\nc,d,ZEROS,1\n", 3, "107 fields")]
    [InlineData("HEADER\n\n\n,b,ZEROS\n", 4, "no name")]
    [InlineData("HEADER\na,,ZEROS\n", 2, "genre is empty")]
    [InlineData("HEADER\na,b,ZEROS\na,c,ZEROS\n", 3, "already on line 2")]
    [InlineData("HEADER\n\"a\n\",b,ZEROS\n\"a\n\"x,b,ZEROS\n", 5, "closing quote")]
    [InlineData("HEADER\n\"a,b,ZEROS\n", 2, "never closed")]
    [InlineData("HEADER\na\"a,b,ZEROS\n", 2, "quote inside an unquoted field")]
    public void A_malformed_table_is_rejected_with_the_line(string text, int line, string reason)
    {
        var error = Assert.Throws<FeatureTableException>(() => Read(Expand(text)));
        Assert.Equal(line, error.Line);
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
    }

    [Theory, InlineData("NaN"), InlineData("Infinity"), InlineData("-∞"), InlineData("1e999"), InlineData(""), InlineData("1,5x"), InlineData("0x10"), InlineData("1 2")]
    public void Text_other_than_a_finite_number_is_rejected_with_column_and_line(string value)
    {
        var zeros = Zeros[2..];
        var error = Assert.Throws<FeatureTableException>(() => Read($"{Header}\na,b,{Zeros}\nc,d,\"{value}\",{zeros}\n"));
        Assert.Equal(3, error.Line);
        Assert.Contains("f0 is not a finite number", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("HEADER\r\na,b,ZEROS\r\n")]
    [InlineData("HEADER\ra,b,ZEROS\r")]
    [InlineData("HEADER\na,b,ZEROS")]
    [InlineData("\nHEADER\n\n\na,b,ZEROS\n\n")]
    [InlineData("HEADER\n\"a\",\"b\",ZEROS\n")]
    public void Line_endings_and_unnecessary_quotes_do_not_matter(string text)
    {
        var row = Assert.Single(Read(Expand(text)).Rows);
        Assert.Equal(("a", "b"), (row.Track, row.Genre));
    }

    private static string Expand(string text) =>
        text.Replace("HEADER", Header, StringComparison.Ordinal).Replace("ZEROS", Zeros, StringComparison.Ordinal);

    private static FeatureTable Read(string text) => FeatureTableReader.Read(new StringReader(text));

    private static string Write(FeatureTable table)
    {
        var text = new StringWriter();
        using (var writer = new FeatureTableWriter(text))
        {
            writer.WriteHeader(table.Kind);
            foreach (var row in table.Rows) writer.WriteRow(row);
        }
        return text.ToString();
    }
}
