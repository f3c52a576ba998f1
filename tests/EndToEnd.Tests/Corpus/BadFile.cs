namespace GenreQueue.EndToEnd.Tests.Corpus;

/// <summary>A file to upload that may be broken, hostile or odd.</summary>
/// <param name="Name">File name that the client gives; any text.</param>
/// <param name="Content">Content.</param>
/// <param name="What">What is wrong with it, for failure messages.</param>
/// <param name="Window">Option of the job.</param>
internal sealed record BadFile(string Name, byte[] Content, string What, string Window = "middle");
