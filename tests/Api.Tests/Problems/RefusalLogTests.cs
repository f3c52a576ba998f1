using GenreQueue.Api.Problems;
using Microsoft.Extensions.Time.Testing;

namespace GenreQueue.Api.Tests.Problems;

public sealed class RefusalLogTests
{
    [Fact]
    public void Each_code_has_one_line_per_interval_with_the_number_left_out()
    {
        var lines = new List<string>();
        var time = new FakeTimeProvider();
        var log = new RefusalLog(new ListLogger(lines), time);
        for (var n = 0; n < 100; n++)
        {
            log.Refused("queue_full", "The queue is full.");
            log.Failed("unavailable", new InvalidOperationException("x"));
        }
        time.Advance(RefusalLog.Interval);
        log.Refused("queue_full", "The queue is full.");

        Assert.Equal(
            [
                "Warning Refused with queue_full: The queue is full. 0 more since the last such line",
                "Error A request failed with unavailable; 0 more since the last such line",
                "Warning Refused with queue_full: The queue is full. 99 more since the last such line",
            ], lines);
    }
}
