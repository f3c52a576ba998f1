namespace GenreQueue.Training.Report;

internal static class Style
{
    public const string Css = """
        :root { color-scheme: light dark; --page: #f7f7f5; --card: #fff; --text: #1c1f23; --quiet: #5c636b; --rule: #dcdfe3;
          --cell: #eef0f2; --right: #1f6feb; --wrong: #c2410c; --on: #fff; --precision: #7c3aed; --recall: #1f6feb; }
        @media (prefers-color-scheme: dark) {
          :root { --page: #14171a; --card: #1d2125; --text: #e8eaed; --quiet: #a3abb3; --rule: #343a40;
            --cell: #2a2f35; --right: #6ea8fe; --wrong: #fb923c; --on: #10141a; --precision: #b794f6; --recall: #6ea8fe; }
        }
        * { box-sizing: border-box; }
        body { margin: 0; background: var(--page); color: var(--text); font: 16px/1.5 system-ui, sans-serif; }
        main { max-width: 1080px; margin: 0 auto; padding: 24px 16px 64px; }
        h1 { font-size: 1.6rem; line-height: 1.2; margin: 0 0 4px; }
        h2 { font-size: 1.05rem; margin: 0 0 4px; }
        p { margin: 0 0 12px; color: var(--quiet); }
        .figures { display: grid; grid-template-columns: repeat(auto-fit, minmax(150px, 1fr)); gap: 12px; margin: 20px 0; }
        .card { background: var(--card); border: 1px solid var(--rule); border-radius: 10px; padding: 16px; min-width: 0; }
        .figures .card b { display: block; font-size: 1.6rem; font-variant-numeric: tabular-nums; }
        .figures .card span { color: var(--quiet); }
        .charts { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 420px), 1fr)); gap: 16px; margin-bottom: 16px; }
        .wide { grid-column: 1 / -1; }
        .wide svg { max-width: 720px; }
        .scroll { overflow-x: auto; }
        svg { display: block; width: 100%; height: auto; margin: 0 auto; }
        .wide .scroll svg { min-width: 480px; }
        svg text { fill: var(--text); font: 12px system-ui, sans-serif; }
        svg .title, svg .small { fill: var(--quiet); }
        svg .small { font-size: 10px; }
        svg .on { fill: var(--on); }
        .cell { fill: var(--cell); } .right { fill: var(--right); } .wrong { fill: var(--wrong); }
        .precision { fill: var(--precision); } .recall { fill: var(--recall); }
        .grid { stroke: var(--rule); }
        .ideal { stroke: var(--text); stroke-dasharray: 5 4; }
        .line { fill: none; stroke-width: 2.5; } .coverage { stroke: var(--recall); } .accuracy { stroke: var(--wrong); }
        .key::before { content: ""; display: inline-block; width: 12px; height: 12px; border-radius: 3px; margin: 0 6px 0 12px; background: currentColor; }
        .key:first-child::before { margin-left: 0; }
        .key.precision { color: var(--precision); } .key.recall, .key.coverage { color: var(--recall); } .key.accuracy { color: var(--wrong); }
        table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
        th, td { text-align: left; padding: 5px 12px 5px 0; border-bottom: 1px solid var(--rule); vertical-align: top; }
        th { font-weight: 600; white-space: nowrap; }
        td { overflow-wrap: anywhere; }
        td.number, th.number { text-align: right; white-space: nowrap; }
        .number:last-child { padding-right: 0; }
        @media print { body { background: none; } .card { break-inside: avoid; } }
        """;
}
