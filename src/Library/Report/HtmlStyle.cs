namespace GenreQueue.Library.Report;

internal static class HtmlStyle
{
    public const string Css = """
        :root { color-scheme: light dark; --page: #f7f7f5; --card: #fff; --text: #1c1f23; --quiet: #5c636b; --rule: #dcdfe3;
          --cell: #eef0f2; --tagged: #8896a6; --named: #1f6feb; --warn: #b3400b; }
        @media (prefers-color-scheme: dark) {
          :root { --page: #14171a; --card: #1d2125; --text: #e8eaed; --quiet: #a3abb3; --rule: #343a40;
            --cell: #2a2f35; --tagged: #7d8a98; --named: #6ea8fe; --warn: #fb923c; }
        }
        * { box-sizing: border-box; }
        body { margin: 0; background: var(--page); color: var(--text); font: 16px/1.5 system-ui, sans-serif; }
        main { max-width: 1080px; margin: 0 auto; padding: 24px 16px 64px; display: grid; gap: 16px; }
        main > * { min-width: 0; margin: 0; }
        h1 { font-size: 1.6rem; line-height: 1.2; overflow-wrap: anywhere; }
        h1 + p { margin-top: -12px; }
        h2 { font-size: 1.05rem; margin: 0 0 4px; }
        p { margin: 0 0 12px; color: var(--quiet); }
        ul { list-style: none; margin: 0; padding: 0; }
        i { color: var(--warn); font-size: .8em; }
        .quiet, .facts .quiet { color: var(--quiet); }
        .warn { color: var(--warn); }
        .more { margin: 8px 0 0; }
        .figures { display: grid; grid-template-columns: repeat(auto-fit, minmax(132px, 1fr)); gap: 12px; }
        .card { background: var(--card); border: 1px solid var(--rule); border-radius: 10px; padding: 16px; min-width: 0; }
        .figures .card { padding: 12px 16px; }
        .figures b { display: block; font-size: 1.5rem; line-height: 1.3; font-variant-numeric: tabular-nums; }
        .figures span { color: var(--quiet); font-size: .9rem; line-height: 1.3; display: block; }
        .key::before { content: ""; display: inline-block; width: 12px; height: 12px; border-radius: 3px; margin: 0 6px 0 12px; background: var(--named); }
        .key.tagged::before { margin-left: 0; background: var(--tagged); }
        .bars li { display: grid; grid-template-columns: minmax(0, 12rem) 1fr 4rem; gap: 12px; align-items: center; padding: 2px 0; }
        .bars .genre { overflow-wrap: anywhere; line-height: 1.25; }
        .bar { display: flex; height: 14px; border-radius: 4px; overflow: hidden; background: var(--cell); print-color-adjust: exact; -webkit-print-color-adjust: exact; }
        .bar .tagged { background: var(--tagged); } .bar .named { background: var(--named); }
        .bars .count { text-align: right; font-variant-numeric: tabular-nums; }
        .pairs { display: flex; flex-wrap: wrap; gap: 6px; }
        .pairs li { background: var(--cell); border-radius: 6px; padding: 2px 10px; overflow-wrap: anywhere; }
        .count { color: var(--quiet); font-size: .9rem; white-space: nowrap; }
        .files li { display: grid; grid-template-columns: minmax(0, 3fr) minmax(0, 2fr); gap: 0 16px; padding: 5px 0; border-top: 1px solid var(--rule); line-height: 1.35; }
        .files li:first-child { border-top: 0; }
        .name, .facts { overflow-wrap: anywhere; }
        .facts { font-variant-numeric: tabular-nums; }
        details { border-top: 1px solid var(--rule); }
        h2 + details, p + details { border-top: 0; }
        .pairs + details, .more + details { margin-top: 10px; }
        details > ul, details > p { margin-left: 18px; }
        details > ul { margin-bottom: 10px; }
        summary { cursor: pointer; padding: 6px 0; overflow-wrap: anywhere; }
        @media (max-width: 640px) {
          .files li { grid-template-columns: minmax(0, 1fr); }
          .facts { font-size: .92rem; padding-left: 12px; }
          .bars li { grid-template-columns: minmax(0, 7rem) 1fr 3rem; gap: 8px; }
          .figures { grid-template-columns: 1fr 1fr; gap: 8px; }
        }
        @media print {
          body { background: none; font-size: 11pt; }
          .card, .files li, .bars li { break-inside: avoid; }
          section.card { break-inside: auto; }
          details::details-content { content-visibility: visible; height: auto; }
        }
        """;
}
