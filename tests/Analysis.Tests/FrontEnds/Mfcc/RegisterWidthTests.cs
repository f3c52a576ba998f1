using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using GenreQueue.Analysis.FrontEnds.Mfcc;

namespace GenreQueue.Analysis.Tests.FrontEnds.Mfcc;

/// <summary>Runs the tests of this namespace again in a child process with wide registers disabled.</summary>
public sealed class RegisterWidthTests
{
    private const string ExpectedLanes = "GENREQUEUE_TEST_LANES";

    private static int Widest => Vector512.IsHardwareAccelerated ? 8 : Vector256.IsHardwareAccelerated ? 4 : 2;

    public static TheoryData<string, int> Switches => new()
    {
        { "DOTNET_EnableAVX512", Math.Min(4, Widest) },
        { "DOTNET_EnableAVX2", 2 },
        { "DOTNET_EnableHWIntrinsic", 2 },
    };

    [Fact]
    public void The_transform_is_as_wide_as_the_registers()
    {
        var expected = Environment.GetEnvironmentVariable(ExpectedLanes) is { } lanes ? int.Parse(lanes, provider: null) : Widest;
        Assert.IsType(expected switch { 8 => typeof(MfccTransform<Lanes8>), 4 => typeof(MfccTransform<Lanes4>), _ => typeof(MfccTransform<Lanes2>) }, MfccTransform.Create());
    }

    [Theory(Timeout = 300_000), MemberData(nameof(Switches))]
    public async Task All_tests_pass_without_wide_registers(string variable, int lanes)
    {
        Assert.SkipUnless(Environment.GetEnvironmentVariable(ExpectedLanes) is null, "This is already the child process.");
        var start = new ProcessStartInfo(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", "dotnet"))
        {
            RedirectStandardOutput = true,
            RedirectStandardInput = true,
            Environment = { [variable] = "0", [ExpectedLanes] = lanes.ToString(provider: null) },
        };
        foreach (var argument in (string[])[typeof(RegisterWidthTests).Assembly.Location, "-noColor", "-namespace", typeof(RegisterWidthTests).Namespace!])
        {
            start.ArgumentList.Add(argument);
        }
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, output);
        // A filter that matches no test must not count as success.
        Assert.Matches(@"Total: [1-9]\d{2,}, Errors: 0, Failed: 0", output);
    }
}
