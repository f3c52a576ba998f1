using GenreQueue.Hosting.Configuration;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace GenreQueue.Hosting.Uploads;

/// <summary>Registers the upload store.</summary>
public static class UploadExtensions
{
    /// <summary>Adds the upload store configured by the section <c>Uploads</c>; calling it twice adds it once.</summary>
    public static IServiceCollection AddUploads(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSettings<UploadOptions>(UploadOptions.Section)
            .PostConfigure(o => o.Folder = o.Folder.Length > 0 ? o.Folder : Path.Combine(DataFolder.Of(configuration), "uploads"))
            .Validate(o => o.S3.ServiceUrl.Length == 0 || Uri.TryCreate(o.S3.ServiceUrl, UriKind.Absolute, out _),
                "Uploads:S3:ServiceUrl must be an absolute URL such as http://localhost:9000.")
            .Validate(o => (o.S3.AccessKey.Length == 0) == (o.S3.SecretKey.Length == 0),
                "Set both Uploads:S3:AccessKey and Uploads:S3:SecretKey, or neither.");
        if (string.IsNullOrEmpty(configuration[$"{UploadOptions.Section}:S3:Bucket"]))
            services.TryAddSingleton<IUploadStore, FolderUploadStore>();
        else
            services.TryAddSingleton<IUploadStore, S3UploadStore>();
        return services;
    }
}
