using System.ComponentModel.DataAnnotations;
using GenreQueue.Analysis.FrontEnds;

namespace GenreQueue.Hosting.Uploads;

/// <summary>Section <c>Uploads</c>. With <see cref="S3Options.Bucket"/> set uploads go to the bucket, else to the folder.</summary>
public sealed class UploadOptions
{
    public const string Section = "Uploads";

    /// <summary>Folder of the uploads, by default <c>uploads</c> in <c>Data:Folder</c>. Every API and worker must see the same one.</summary>
    public string Folder { get; set; } = "";

    /// <summary>How long the upload of a failed job is kept for a retry; 0 deletes it at once, as that of any other job that ends.</summary>
    [Range(0, 43_200)]
    public int KeepFailedMinutes { get; set; }

    /// <summary>A bucket instead of the folder.</summary>
    public S3Options S3 { get; set; } = new();

    /// <summary>The local folder that files are written to on their way in.</summary>
    public string WorkFolder => S3.Bucket.Length == 0
        ? Path.GetFullPath(Folder)
        : Path.GetFullPath(S3.StagingFolder.Length > 0 ? S3.StagingFolder : Path.Combine(Path.GetTempPath(), "genrequeue-staging"));
}

/// <summary>Section <c>Uploads:S3</c>: a bucket on AWS or on any server that speaks its protocol.</summary>
public sealed class S3Options
{
    /// <summary>Name of an existing bucket; empty when uploads go to the folder.</summary>
    public string Bucket { get; set; } = "";

    /// <summary>Address of an S3-compatible server, such as <c>http://minio:9000</c>; empty for AWS.</summary>
    public string ServiceUrl { get; set; } = "";

    /// <summary>Region, used for signing.</summary>
    public string Region { get; set; } = "us-east-1";

    /// <summary>Access key; empty for the credentials that the AWS SDK finds by itself.</summary>
    public string AccessKey { get; set; } = "";

    /// <summary>Secret of the access key.</summary>
    public string SecretKey { get; set; } = "";

    /// <summary>Put before every key, such as <c>genrequeue/</c>.</summary>
    public string Prefix { get; set; } = "";

    /// <summary>Bucket name in the path and not in the host name, as most S3-compatible servers need it.</summary>
    public bool ForcePathStyle { get; set; } = true;

    /// <summary>Folder where files rest on their way to and from the bucket; empty for one in the system's temporary folder.</summary>
    public string StagingFolder { get; set; } = "";
}
