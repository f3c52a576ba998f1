using System.Net;
using System.Net.Http.Headers;
using System.Threading.Channels;

namespace GenreQueue.Api.Tests.Tus;

/// <summary>A body whose pieces the test sends one by one.</summary>
internal sealed class SlowContent : HttpContent
{
    private readonly Channel<byte[]> _pieces = Channel.CreateUnbounded<byte[]>();

    public SlowContent() => Headers.ContentType = new MediaTypeHeaderValue("application/offset+octet-stream");

    public ValueTask SendAsync(byte[] piece) => _pieces.Writer.WriteAsync(piece);

    public void End() => _pieces.Writer.Complete();

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        await foreach (var piece in _pieces.Reader.ReadAllAsync())
        {
            await stream.WriteAsync(piece);
            await stream.FlushAsync();
        }
    }

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }
}
