using System.Text.Json;
using GenreQueue.Cli.Classify;
using GenreQueue.Fixtures.Classification;

namespace GenreQueue.Cli.Tests.Classify;

public sealed class JsonLinesTests
{
    [Fact]
    public void A_result_is_one_line_that_starts_with_the_file()
    {
        var line = Written(new ClassifiedFile("Café/1\n.mp3", SampleResult.Of("jazz", 0.75), null));
        Assert.StartsWith("""{"file":"Café/1\n.mp3","value":"jazz","probability":0.75,"all":{"jazz":0.75,"rock":0.25},"genres":["jazz"],"labels":"multi","outcome":"music",""", line, StringComparison.Ordinal);
        Assert.Equal(1, line.Count(c => c == '\n'));
        Assert.Equal("middle", JsonDocument.Parse(line).RootElement.GetProperty("audio").GetProperty("window").GetString());
    }

    [Fact]
    public void A_failure_has_code_and_message() => Assert.Equal(
        """{"file":"a.mp3","error":{"code":"corrupt","message":"It isn't \"audio\"."}}""" + "\n",
        Written(new ClassifiedFile("a.mp3", null, new FileError("corrupt", "It isn't \"audio\"."))));

    private static string Written(ClassifiedFile file)
    {
        using var output = new StringWriter { NewLine = "\n" };
        new JsonLines(output).Write(file);
        return output.ToString();
    }
}
