using System.Buffers.Binary;
using System.Buffers.Text;
using GenreQueue.Api.Problems;

namespace GenreQueue.Api.Batches;

/// <summary>A position among the ended jobs of a batch: after a job. Its text is opaque to clients.</summary>
/// <param name="Number">Number of the end of the job.</param>
/// <param name="JobId">Id of the job, which orders jobs that ended together.</param>
internal readonly record struct EndCursor(long Number, Guid JobId)
{
    private const int Bytes = 24;

    /// <summary>Before the first job.</summary>
    public static EndCursor Start => default;

    /// <exception cref="ApiException">The text was not issued by this service.</exception>
    public static EndCursor Parse(string text)
    {
        Span<byte> bytes = stackalloc byte[Bytes];
        if (text.Length == Base64Url.GetEncodedLength(Bytes) && Base64Url.IsValid(text) && Base64Url.TryDecodeFromChars(text, bytes, out var length) && length == Bytes)
            return new EndCursor(BinaryPrimitives.ReadInt64BigEndian(bytes), new Guid(bytes[8..], bigEndian: true));
        throw new ApiException(400, ProblemCodes.InvalidPageToken, "The value of after was not issued by this service.");
    }

    public override string ToString()
    {
        Span<byte> bytes = stackalloc byte[Bytes];
        BinaryPrimitives.WriteInt64BigEndian(bytes, Number);
        JobId.TryWriteBytes(bytes[8..], bigEndian: true, out _);
        return Base64Url.EncodeToString(bytes);
    }
}
