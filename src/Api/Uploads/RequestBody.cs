using GenreQueue.Api.Problems;

namespace GenreQueue.Api.Uploads;

/// <summary>The body of one uploaded file. Its head can be read in advance, and a failed read throws <see cref="ApiException"/>, which distinguishes a client that disconnected from a store that cannot write.</summary>
internal sealed class RequestBody(Stream source) : Stream
{
    private byte[] _head = [];
    private int _shown;

    /// <summary>Reads up to <paramref name="count"/> bytes without consuming them.</summary>
    public async Task<ReadOnlyMemory<byte>> PeekAsync(int count, CancellationToken cancellationToken)
    {
        var buffer = new byte[count];
        var length = 0;
        for (int read; length < count && (read = await ReadSourceAsync(buffer.AsMemory(length), cancellationToken)) > 0;) length += read;
        _head = buffer[..length];
        return _head;
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_shown == _head.Length) return await ReadSourceAsync(buffer, cancellationToken);
        var count = Math.Min(buffer.Length, _head.Length - _shown);
        _head.AsMemory(_shown, count).CopyTo(buffer);
        _shown += count;
        return count;
    }

    private async ValueTask<int> ReadSourceAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        try
        {
            return await source.ReadAsync(buffer, cancellationToken);
        }
        catch (IOException exception) when (exception is not BadHttpRequestException)
        {
            throw new ApiException(400, ProblemCodes.IncompleteBody, "The body is incomplete.");
        }
    }

    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => false;
    public override long Length => throw new NotSupportedException();
    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("Only asynchronous reads are supported.");

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
