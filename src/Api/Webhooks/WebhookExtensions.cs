using GenreQueue.Hosting.Configuration;

namespace GenreQueue.Api.Webhooks;

public static class WebhookExtensions
{
    public static IServiceCollection AddWebhooks(this IServiceCollection services)
    {
        services.AddSettings<WebhookOptions>(WebhookOptions.Section)
            .Validate(o => !o.IsOn || WebhookSecret.KeyOf(o.Secret) is not null, "Webhooks:Secret must be whsec_ followed by 24 to 64 bytes in Base64.");
        services.AddSingleton<CallbackGuard>();
        services.AddSingleton<WebhookClient>();
        services.AddHostedService<WebhookSender>();
        return services;
    }
}
