using GenreQueue.Api.Store;

namespace GenreQueue.Api.Uploads;

public static class ReceivingExtensions
{
    /// <summary>Adds the services that receive files into the upload store and delete them when they are no longer needed.</summary>
    public static IServiceCollection AddReceiving(this IServiceCollection services)
    {
        services.AddSingleton<UploadReceiver>();
        services.AddSingleton<UploadJanitor>();
        services.AddSingleton<IUploadRetention>(provider => provider.GetRequiredService<UploadJanitor>());
        services.AddHostedService(provider => provider.GetRequiredService<UploadJanitor>());
        return services;
    }
}
