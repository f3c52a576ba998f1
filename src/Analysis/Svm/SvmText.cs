using System.Buffers;
using System.Globalization;

namespace GenreQueue.Analysis.Svm;

/// <summary>Validates model files in libsvm's text format; libsvm's own reader validates nothing.</summary>
internal static class SvmText
{
    private static readonly SearchValues<char> Allowed = SearchValues.Create("\n " + string.Concat(Enumerable.Range('!', '~' - '!' + 1).Select(c => (char)c)));
    private static readonly string[] Types = ["c_svc", "one_class"];
    private static readonly string[] Kernels = ["linear", "polynomial", "rbf"];

    // The order matters: libsvm sizes the arrays that follow nr_class by it.
    private static readonly string[] Order =
        ["svm_type", "kernel_type", "degree", "gamma", "coef0", "nr_class", "total_sv", "rho", "label", "probA", "probB", "nr_sv"];

    /// <summary>Validates the whole file and returns the highest feature index in it, counted from 1.</summary>
    /// <exception cref="SvmException">The file is not a valid C-SVC or one-class model.</exception>
    public static int Check(string path)
    {
        var text = File.ReadAllText(path);
        try
        {
            if (text.AsSpan().ContainsAnyExcept(Allowed)) throw new FormatException("it contains invalid characters");
            if (!text.EndsWith('\n')) throw new FormatException("its last line is incomplete");
            using var reader = new StringReader(text);
            var (supportVectors, coefficients) = CheckHeader(reader);
            var features = 0;
            for (var i = 0; i < supportVectors; i++)
            {
                var line = reader.ReadLine() ?? throw new FormatException($"it ends after {i} of {supportVectors} support vectors");
                features = Math.Max(features, CheckVector(line, coefficients, number: i + 1));
            }
            if (reader.ReadLine() is not null) throw new FormatException($"it continues after its {supportVectors} support vectors");
            return features;
        }
        catch (FormatException exception)
        {
            throw new SvmException($"Not a valid libsvm model: {exception.Message}.");
        }
    }

    private static (int SupportVectors, int Coefficients) CheckHeader(StringReader reader)
    {
        var header = ReadHeader(reader);
        var oneClass = OneOf(header, "svm_type", Types) == "one_class";
        var kernel = OneOf(header, "kernel_type", Kernels);
        if (kernel == "polynomial") Numbers(header, "degree", 1);
        if (kernel == "polynomial") Numbers(header, "coef0", 1);
        if (kernel != "linear") Numbers(header, "gamma", 1);

        var classes = Count(header, "nr_class", least: 2, most: 1_000);
        var supportVectors = Count(header, "total_sv", least: 1, most: 10_000_000);
        if (oneClass && classes != 2) throw new FormatException("a one-class model has nr_class 2");
        var pairs = classes * (classes - 1) / 2;
        Numbers(header, "rho", pairs);
        if (!oneClass)
        {
            Numbers(header, "label", classes);
            var perClass = Numbers(header, "nr_sv", classes);
            if (perClass.Any(count => count < 0 || count != Math.Floor(count)) || perClass.Sum() != supportVectors)
                throw new FormatException("nr_sv does not add up to total_sv");
        }
        if (header.ContainsKey("probA") != header.ContainsKey("probB")) throw new FormatException("only one of probA and probB is present");
        if (header.ContainsKey("probA")) Numbers(header, "probA", pairs);
        if (header.ContainsKey("probB")) Numbers(header, "probB", pairs);
        return (supportVectors, classes - 1);
    }

    private static Dictionary<string, string[]> ReadHeader(StringReader reader)
    {
        var header = new Dictionary<string, string[]>();
        var last = -1;
        while (reader.ReadLine() is { } line)
        {
            if (line == "SV") return header;
            var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            var place = words.Length < 2 ? -1 : Array.IndexOf(Order, words[0]);
            if (place <= last) throw new FormatException("its header is damaged");
            header.Add(words[0], words[1..]);
            last = place;
        }
        throw new FormatException("it has no support vectors");
    }

    private static string[] Values(Dictionary<string, string[]> header, string key, int count)
    {
        if (!header.TryGetValue(key, out var values)) throw new FormatException($"{key} is missing");
        return values.Length == count ? values : throw new FormatException($"{key} has {values.Length} values instead of {count}");
    }

    private static string OneOf(Dictionary<string, string[]> header, string key, string[] known)
    {
        var value = Values(header, key, 1)[0];
        return known.Contains(value) ? value : throw new FormatException($"{key} is not one of {string.Join(", ", known)}");
    }

    private static double[] Numbers(Dictionary<string, string[]> header, string key, int count) =>
        Array.ConvertAll(Values(header, key, count), value => Number(value, key));

    private static int Count(Dictionary<string, string[]> header, string key, int least, int most)
    {
        var value = Numbers(header, key, 1)[0];
        return value >= least && value <= most && value == Math.Floor(value)
            ? (int)value
            : throw new FormatException($"{key} is not between {least} and {most}");
    }

    private static int CheckVector(string line, int coefficients, int number)
    {
        var where = $"support vector {number}";
        var words = line.AsSpan();
        var last = 0;
        var position = 0;
        foreach (var range in words.Split(' '))
        {
            var word = words[range];
            if (word.IsEmpty) continue;
            if (position++ < coefficients)
            {
                Number(word, where);
                continue;
            }
            var colon = word.IndexOf(':');
            if (colon < 0 || !int.TryParse(word[..colon], NumberStyles.None, CultureInfo.InvariantCulture, out var index) || index <= last)
                throw new FormatException($"{where} is damaged");
            Number(word[(colon + 1)..], where);
            last = index;
        }
        return position >= coefficients ? last : throw new FormatException($"{where} has too few coefficients");
    }

    private static double Number(ReadOnlySpan<char> text, string where) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value)
            ? value
            : throw new FormatException($"{where} contains something other than a finite number");
}
