using GenreQueue.Analysis.Svm;
using GenreQueue.Fixtures.Models;

namespace GenreQueue.Analysis.Tests.Svm;

public sealed class SvmFileTests : IDisposable
{
    private const int Features = 6;

    private readonly string _folder = Directory.CreateTempSubdirectory("svm-").FullName;
    private readonly double[][] _x;
    private readonly int[] _labels;

    public SvmFileTests() => (_x, _labels) = Clusters.Make(classes: 3, perClass: 15, Features);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_saved_classifier_gives_the_same_probabilities()
    {
        var path = Save(out var trained);
        using (trained)
        using (var loaded = SvmModel.Load(path, Features))
        {
            Assert.Equal(trained.Labels, loaded.Labels);
            Assert.Equal(trained.SupportVectors, loaded.SupportVectors);
            double[] before = new double[3], after = new double[3];
            foreach (var row in _x)
            {
                trained.Probabilities(row, before);
                loaded.Probabilities(row, after);
                for (var i = 0; i < 3; i++) Assert.Equal(before[i], after[i], 1e-6);
            }
        }
    }

    [Fact]
    public void A_saved_one_class_machine_gives_the_same_decisions()
    {
        using var trained = SvmModel.TrainOneClass(_x, new SvmParameters(SvmKernel.Rbf, Gamma: 0.1, Nu: 0.1));
        var path = Path.Combine(_folder, "novelty.svm");
        trained.Save(path);
        using var loaded = SvmModel.Load(path, Features);

        Assert.True(loaded.IsOneClass);
        Assert.Equal(trained.Decision(_x[0]), loaded.Decision(_x[0]), 1e-6);
    }

    [Fact]
    public void Files_can_be_loaded_by_many_threads_at_once()
    {
        var path = Save(out var trained);
        using (trained)
        {
            var counts = Enumerable.Range(0, 64).AsParallel().WithDegreeOfParallelism(8).Select(_ =>
            {
                using var model = SvmModel.Load(path, Features);
                return model.SupportVectors;
            }).ToArray();
            Assert.All(counts, count => Assert.Equal(trained.SupportVectors, count));
        }
    }

    [Fact]
    public void A_truncated_file_is_rejected()
    {
        var path = Save(out var trained);
        trained.Dispose();
        var text = File.ReadAllText(path);
        var damaged = Path.Combine(_folder, "cut.svm");
        for (var length = 0; length < text.Length; length += Math.Max(1, text.Length / 200))
        {
            File.WriteAllText(damaged, text[..length]);
            Assert.Throws<SvmException>(() => SvmModel.Load(damaged, Features));
        }
    }

    [Theory]
    [InlineData("svm_type c_svc", "svm_type nu_svr", "svm_type")]
    [InlineData("nr_class 3", "nr_class 1000000", "nr_class")]
    [InlineData("nr_class 3", "nr_class 4", "rho")]
    [InlineData("total_sv", "total_sv 1 #", "total_sv")]
    [InlineData("nr_class 3\n", "", "nr_class")]
    [InlineData("rho", "nr_sv 1 1 1\nrho", "header")]
    [InlineData("nr_sv ", "nr_sv -1 ", "nr_sv")]
    [InlineData("SV\n", "SV\r", "characters")]
    [InlineData(" 1:", "\01:", "characters")]
    [InlineData("probA", "prob", "header")]
    [InlineData("1:", "-1:", "support vector 1 is damaged")]
    [InlineData("2:", "1:", "support vector 1 is damaged")]
    [InlineData(" 1:", " 1:nan 2:1 3:", "something other than a finite number")]
    [InlineData("kernel_type rbf", "kernel_type precomputed", "kernel_type")]
    public void A_damaged_file_is_rejected_with_a_reason(string what, string with, string reason)
    {
        var path = Save(out var trained);
        trained.Dispose();
        var text = File.ReadAllText(path);
        var at = text.IndexOf(what, StringComparison.Ordinal);
        File.WriteAllText(path, text[..at] + with + text[(at + what.Length)..]);

        Assert.Contains(reason, Assert.Throws<SvmException>(() => SvmModel.Load(path, Features)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_with_a_changed_character_is_loaded_or_rejected()
    {
        var path = Save(out var trained);
        trained.Dispose();
        var text = File.ReadAllText(path);
        var random = new Random(7);
        var rejected = 0;
        for (var i = 0; i < 500; i++)
        {
            var damaged = text.ToCharArray();
            // Half of the changes are in the header, where numbers determine sizes.
            damaged[random.Next(i % 2 == 0 ? text.IndexOf("SV\n", StringComparison.Ordinal) + 4 : text.Length)] = (char)random.Next(1, 128);
            File.WriteAllText(path, new string(damaged));
            try
            {
                using var model = SvmModel.Load(path, Features);
                if (model.HasProbabilities) model.Probabilities(_x[0], new double[model.Labels.Count]);
                model.Predict(_x[0]);
            }
            catch (SvmException)
            {
                rejected++;
            }
        }
        Assert.InRange(rejected, 100, 500);
    }

    [Fact]
    public void Missing_files_and_folders_are_io_errors()
    {
        using var model = SvmModel.Train(_x, _labels, new SvmParameters(SvmKernel.Linear));

        Assert.Throws<FileNotFoundException>(() => SvmModel.Load(Path.Combine(_folder, "none.svm"), Features));
        Assert.Throws<IOException>(() => model.Save(Path.Combine(_folder, "none", "x.svm")));
    }

    private string Save(out SvmModel trained)
    {
        trained = SvmModel.Train(_x, _labels, new SvmParameters(SvmKernel.Rbf, Gamma: 0.1));
        var path = Path.Combine(_folder, "classifier.svm");
        trained.Save(path);
        return path;
    }
}
