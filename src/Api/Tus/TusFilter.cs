namespace GenreQueue.Api.Tus;

/// <summary>Checks the protocol version of every request and adds it to every response.</summary>
internal sealed class TusFilter : IEndpointFilter
{
    public ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var (request, response) = (context.HttpContext.Request, context.HttpContext.Response);
        // Not earlier, because an error response clears the headers that were set before.
        response.OnStarting(() =>
        {
            response.Headers[TusHeaders.Resumable] = TusHeaders.Version;
            response.Headers[TusHeaders.SupportedVersions] = TusHeaders.Version;
            return Task.CompletedTask;
        });
        return HttpMethods.IsOptions(request.Method) || request.Headers[TusHeaders.Resumable] == TusHeaders.Version
            ? next(context)
            : throw TusProblems.Version();
    }
}
