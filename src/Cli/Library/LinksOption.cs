using GenreQueue.Cli.Options;
using GenreQueue.Library.Files;

namespace GenreQueue.Cli.Library;

/// <summary><c>--links follow|skip</c></summary>
internal sealed class LinksOption() : EnumOption<LinkPolicy>("--links", "Follow or skip symbolic links below the folders.", LinkPolicy.Follow);
