namespace GenreQueue.Api.Webhooks;

public static class WebhookExtensions
{
    public static IServiceCollection AddWebhooks(this IServiceCollection services)
    {
        services.AddOptions<WebhookOptions>().BindConfiguration(WebhookOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<CallbackGuard>();
        services.AddHostedService<WebhookSender>();
        return services;
    }
}
