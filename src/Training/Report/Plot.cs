using System.Globalization;

namespace GenreQueue.Training.Report;

/// <summary>A square plot with both axes from 0 to 100 %, a grid and axis titles.</summary>
internal sealed class Plot
{
    private const double Left = 52, Top = 22, Side = 300;

    public Plot(string label, string xTitle, string yTitle)
    {
        Svg = new Svg(Left + Side + 18, Top + Side + 50, label);
        for (int percent = 0; percent <= 100; percent += 20)
        {
            double share = percent / 100.0;
            Svg.Line(X(share), Y(0), X(share), Y(1), "grid").Line(X(0), Y(share), X(1), Y(share), "grid");
            Svg.Text(X(share), Y(0) + 17, $"{percent}", "middle").Text(X(0) - 8, Y(share) + 4, $"{percent}", "end");
        }
        Svg.Text(X(0.5), Y(0) + 38, xTitle, "middle", "title").Text(14, Y(0.5), yTitle, "middle", "title", turn: -90);
    }

    public Svg Svg { get; }

    public static double X(double share) => Left + Side * share;

    public static double Y(double share) => Top + Side * (1 - share);

    public static string Percent(double share) => (100 * share).ToString("0.0", CultureInfo.InvariantCulture) + " %";
}
