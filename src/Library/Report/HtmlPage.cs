using System.Globalization;
using GenreQueue.Library.Plans;

namespace GenreQueue.Library.Report;

/// <summary>The page of a report.</summary>
internal sealed class HtmlPage(TextWriter page, ReportHeader header, Summary summary)
{
    private const int MaxGenres = 40;
    private const int MaxPairs = 20;
    private const int MaxOpen = 20;
    private readonly HtmlRows _rows = new(page);

    public void Write()
    {
        var title = HtmlText.Escape(header.Kind switch
        {
            ReportKind.Plan => $"Plan for {header.Root}",
            ReportKind.Run => $"Genres of {header.Root}",
            _ => $"Audit of {header.Root}",
        });
        page.WriteLine($"""
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
            <title>{title.Replace("<i>", "", StringComparison.Ordinal).Replace("</i>", "", StringComparison.Ordinal)}</title>
            <style>
            {HtmlStyle.Css}
            </style>
            </head>
            <body>
            <main>
            <h1>{title}</h1>
            <p>{header.Time.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)}. {(header.Kind == ReportKind.Run ? "Genres were written." : "Nothing was written.")}</p>
            """);
        Figures();
        Genres();
        if (header.Kind == ReportKind.Audit)
        {
            Disagreements();
            Listed("Without a genre in the tags", "With the genre of the sound.", summary.WithoutGenre);
            Listed("Uncertain", "Below the threshold, or not music.", summary.Review);
        }
        else
        {
            Listed("For review", "Left alone, because somebody has to decide.", summary.Review);
            Disagreements();
        }
        Failures();
        Albums();
        page.WriteLine("</main>\n</body>\n</html>");
    }

    private void Figures()
    {
        page.WriteLine("<div class=\"figures\">");
        Figure(summary.Files, "files");
        Figure(summary.Untagged, header.Kind == ReportKind.Run ? "had no genre" : "have no genre");
        if (header.Kind == ReportKind.Audit) Figure(summary.Disagreements.Count, "tags disagree with the sound");
        else Figure(summary.Actions[PlanAction.Write], header.Kind == ReportKind.Run ? "written" : "would be written");
        if (header.Kind != ReportKind.Audit) Figure(summary.Actions[PlanAction.Skip], "left as they were");
        Figure(summary.Review.Count, header.Kind == ReportKind.Audit ? "are uncertain" : "for review");
        Figure(summary.Actions[PlanAction.Fail], "failed");
        page.WriteLine("</div>");
    }

    private void Figure(long value, string name) => page.WriteLine($"<div class=\"card\"><b>{HtmlRows.Number(value)}</b><span>{name}</span></div>");

    private void Genres()
    {
        var genres = summary.Genres.Values.OrderByDescending(count => count.Files).ThenBy(count => count.Genre, StringComparer.OrdinalIgnoreCase).ToList();
        if (genres.Count == 0) return;
        var most = genres[0].Files;
        page.WriteLine($"""
            <section class="card"><h2>Genres</h2>
            <p><span class="key tagged">in the tags</span>{NamedKey()}</p>
            <ul class="bars">
            """);
        foreach (var count in genres.Take(MaxGenres))
        {
            page.WriteLine($"""
                <li><span class="genre">{HtmlText.Isolated(count.Genre)}</span><span class="bar"><span class="tagged" style="width:{Share(count.Tagged)}"></span><span class="named" style="width:{Share(count.Named)}"></span></span><span class="count">{HtmlRows.Number(count.Files)}</span></li>
                """);
        }
        page.WriteLine("</ul>");
        _rows.More(genres.Count - MaxGenres, "genre");
        page.WriteLine("</section>");

        string Share(int files) => (100.0 * files / most).ToString("0.##", CultureInfo.InvariantCulture) + "%";
    }

    private string NamedKey() => header.Kind switch
    {
        ReportKind.Plan => "<span class=\"key named\">proposed from the sound</span>",
        ReportKind.Run => "<span class=\"key named\">written by this run</span>",
        _ => "",
    };

    private void Listed(string title, string text, Bounded<PlanEntry> entries)
    {
        if (entries.Count == 0) return;
        page.WriteLine($"<section class=\"card\"><h2>{title}</h2><p>{text}</p>");
        FileByFile(entries);
        page.WriteLine("</section>");
    }

    private void Failures()
    {
        if (summary.Failures.Count == 0) return;
        page.WriteLine("<section class=\"card\"><h2>Failures</h2>");
        foreach (var (code, failures) in summary.Failures.OrderByDescending(pair => pair.Value.Count))
        {
            page.WriteLine($"<details><summary><code>{HtmlText.Escape(code)}</code> <span class=\"count\">{HtmlRows.Files(failures.Count)}</span></summary>");
            _rows.List(failures.Ranked(), entry => entry.Message is null ? "" : HtmlText.Isolated(entry.Message));
            _rows.More(failures.Left, "file");
            page.WriteLine("</details>");
        }
        page.WriteLine("</section>");
    }

    private void Disagreements()
    {
        if (summary.Disagreements.Count == 0) return;
        page.WriteLine("<section class=\"card\"><h2>Tags and sound disagree</h2><p>Genre in the tags → genre of the sound.</p>\n<ul class=\"pairs\">");
        foreach (var ((tag, sound), count) in summary.Pairs.OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key).Take(MaxPairs))
        {
            page.WriteLine($"<li>{HtmlText.Isolated(tag)} → {HtmlText.Isolated(sound)} <span class=\"count\">{HtmlRows.Number(count)}</span></li>");
        }
        page.WriteLine("</ul>");
        _rows.More(summary.Pairs.Count - MaxPairs, "pair");
        FileByFile(summary.Disagreements);
        page.WriteLine("</section>");
    }

    private void FileByFile(Bounded<PlanEntry> entries)
    {
        page.WriteLine($"<details{(entries.Count <= MaxOpen ? " open" : "")}><summary>File by file, the most probable first <span class=\"count\">{HtmlRows.Files(entries.Count)}</span></summary>");
        _rows.List(entries.Ranked(), HtmlRows.Verdict);
        _rows.More(entries.Left, "file");
        page.WriteLine("</details>");
    }

    private void Albums()
    {
        if (summary.Albums.Count == 0) return;
        page.WriteLine("<section class=\"card\"><h2>Folder by folder</h2>");
        foreach (var (folder, entries) in summary.Albums)
        {
            var genres = entries.SelectMany(entry => entry.GenresAfter()).CountBy(genre => genre, StringComparer.OrdinalIgnoreCase).OrderByDescending(pair => pair.Value).Take(3);
            page.WriteLine($"""
                <details><summary>{(folder.Length == 0 ? "Files in no folder" : HtmlText.Path(folder))} <span class="count">{HtmlRows.Files(entries.Count)}</span> <span class="quiet">{string.Join(", ", genres.Select(pair => HtmlText.Isolated(pair.Key)))}</span></summary>
                """);
            _rows.List(entries, HtmlRows.Change, entry => entry.Path[(entry.Path.LastIndexOf('/') + 1)..]);
            page.WriteLine("</details>");
        }
        _rows.More(summary.Unlisted, "file");
        page.WriteLine("</section>");
    }
}
