using System.ComponentModel.DataAnnotations;

namespace GenreQueue.Hosting.Uploads;

/// <summary>Section <c>Uploads</c>. Uploads go to the bucket if <see cref="S3Options.Bucket"/> is set, otherwise to the folder.</summary>
public sealed class UploadOptions
{
    public const string Section = "Uploads";

    /// <summary>Folder of the uploads, by default <c>uploads</c> in <c>Data:Folder</c>. All API and worker processes must share it.</summary>
    public string Folder { get; set; } = "";

    /// <summary>Minutes that the upload of a failed job is kept for a retry; 0 deletes it as soon as the job ends.</summary>
    [Range(0, 43_200)]
    public int KeepFailedMinutes { get; set; }

    /// <summary>The bucket.</summary>
    public S3Options S3 { get; set; } = new();

    /// <summary>Local folder to which incoming files are written.</summary>
    public string WorkFolder => S3.Bucket.Length == 0
        ? Path.GetFullPath(Folder)
        : Path.GetFullPath(S3.StagingFolder.Length > 0 ? S3.StagingFolder : Path.Combine(Path.GetTempPath(), "genrequeue-staging"));
}

/// <summary>Section <c>Uploads:S3</c>: a bucket on AWS or on an S3-compatible server.</summary>
public sealed class S3Options
{
    /// <summary>Name of an existing bucket; empty to store uploads in the folder.</summary>
    public string Bucket { get; set; } = "";

    /// <summary>Address of an S3-compatible server, such as <c>http://minio:9000</c>; empty for AWS.</summary>
    public string ServiceUrl { get; set; } = "";

    /// <summary>Region, used for signing.</summary>
    public string Region { get; set; } = "us-east-1";

    /// <summary>Access key; empty to use the default credential chain of the AWS SDK.</summary>
    public string AccessKey { get; set; } = "";

    /// <summary>Secret of the access key.</summary>
    public string SecretKey { get; set; } = "";

    /// <summary>Prefix of every object key, such as <c>genrequeue/</c>.</summary>
    public string Prefix { get; set; } = "";

    /// <summary>Whether the bucket name is part of the path instead of the host name, as most S3-compatible servers require.</summary>
    public bool ForcePathStyle { get; set; } = true;

    /// <summary>Folder for files on their way to and from the bucket; empty for one in the system's temporary folder.</summary>
    public string StagingFolder { get; set; } = "";
}
