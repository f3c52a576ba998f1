using System.Globalization;
using System.Net;
using System.Text;

namespace GenreQueue.Training.Report;

/// <summary>Builds one inline SVG image; the style sheet of the page sets the colours by class name.</summary>
internal sealed class Svg
{
    private readonly StringBuilder _content = new();

    /// <param name="width">Width of the image; the page scales it.</param>
    /// <param name="height">Height of the image.</param>
    /// <param name="label">Text alternative for screen readers.</param>
    public Svg(double width, double height, string label) =>
        Add($"""<svg viewBox="0 0 {width} {height}" role="img" aria-label="{Escape(label)}">""");

    public static string Escape(string text) => WebUtility.HtmlEncode(text);

    public Svg Rect(double x, double y, double width, double height, string @class, double opacity = 1, string? tooltip = null)
    {
        Add($"""<rect x="{x:0.##}" y="{y:0.##}" width="{Math.Max(0, width):0.##}" height="{Math.Max(0, height):0.##}" class="{@class}" """);
        Add($"""fill-opacity="{opacity:0.###}"{(tooltip is null ? "/>" : $"><title>{Escape(tooltip)}</title></rect>")}""");
        return this;
    }

    public Svg Line(double x1, double y1, double x2, double y2, string @class)
    {
        Add($"""<line x1="{x1:0.##}" y1="{y1:0.##}" x2="{x2:0.##}" y2="{y2:0.##}" class="{@class}"/>""");
        return this;
    }

    public Svg Polyline(IEnumerable<(double X, double Y)> points, string @class)
    {
        var list = points.Select(point => string.Create(CultureInfo.InvariantCulture, $"{point.X:0.##},{point.Y:0.##}"));
        Add($"""<polyline points="{string.Join(' ', list)}" class="{@class}"/>""");
        return this;
    }

    /// <param name="anchor"><c>start</c>, <c>middle</c> or <c>end</c>.</param>
    /// <param name="turn">Clockwise rotation about the text's position in degrees.</param>
    public Svg Text(double x, double y, string text, string anchor = "start", string @class = "label", double turn = 0)
    {
        string transform = turn == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $""" transform="rotate({turn:0.#} {x:0.##} {y:0.##})" """);
        Add($"""<text x="{x:0.##}" y="{y:0.##}" text-anchor="{anchor}" class="{@class}"{transform}>{Escape(text)}</text>""");
        return this;
    }

    public override string ToString() => _content + "</svg>";

    private void Add(FormattableString part) => _content.Append(part.ToString(CultureInfo.InvariantCulture));
}
