namespace GenreQueue.Api.Tus;

/// <summary>What holds for every request of the protocol: its version stands in request and answer.</summary>
internal sealed class TusFilter : IEndpointFilter
{
    public ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var (request, response) = (context.HttpContext.Request, context.HttpContext.Response);
        // As late as this because an error clears the headers that were set before it.
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
