using System.Text.Json;
using Sluiswachter.App.Inquiries;
using Sluiswachter.Insight;

namespace Sluiswachter.Bench;

/// <summary>How long each measure takes, asked as the verbs ask it, answer written as JSON to nowhere.</summary>
public static class MeasuresBench
{
    private static readonly (string Name, string Value) America = ("country", "US");

    /// <summary>Measures each register that was asked for.</summary>
    public static void Run(Workbench bench, BenchOptions options)
    {
        foreach (var shape in options.RegistersOr([Shape.Skewed], [100_000]))
        {
            var address = bench.NewRegister(shape);
            using var store = Workbench.Open(address);
            var desk = new InquiryDesk(store, Workbench.Day);
            using var reader = store.Read();
            var columns = reader.Columns(Workbench.Day, includeConsidered: false);
            var graph = DependencyGraph.Of(columns);
            var function = columns.Function.Entity.Min();
            Console.WriteLine($"\n{shape}; median (least–most), reading the register included but for the one marked");
            Tell("reading the register", Timings.Of(
                options.Runs, () => DependencyGraph.Of(reader.Columns(Workbench.Day, includeConsidered: false))));
            Ask("cut-sets", ("function", graph.Entities[function]));
            TellAllCutSets(graph, columns, function);
            Ask("exposure", America);
            Ask("concentration");
            Ask("dependency");
            Ask("recovery", America, ("decisionHours", "72"));
            Ask("trend", America);

            void Ask(string name, params IReadOnlyList<(string Name, string Value)> words)
            {
                var asked = words.GroupBy(w => w.Name).ToDictionary(
                    g => g.Key, g => (IReadOnlyList<string>)[.. g.Select(w => w.Value)]);
                var inquiry = Inquiry.All.Single(i => i.Name == name);
                Tell(name, Timings.Of(options.Runs, () => Answer(inquiry, asked, desk)));
            }
        }
    }

    private static void Answer(Inquiry inquiry, IReadOnlyDictionary<string, IReadOnlyList<string>> words, InquiryDesk desk)
    {
        var reply = inquiry.Ask(new InquiryWords(words), desk);
        DisagreementException.Unless(reply.Answer is not null, $"{inquiry.Name} is not answered: {Says(reply)}");
        using var json = new Utf8JsonWriter(Stream.Null);
        reply.WriteJson(json);
    }

    private static string Says(InquiryReply reply) => string.Join("; ", reply.Problems.Select(p => p.Problem.Says.English));

    private static void TellAllCutSets(DependencyGraph graph, RegisterColumns columns, int function)
    {
        var question = new CutSetQuestion(
            LossOf.Controller, CutSetQuestion.DefaultHorizonHours, CutSetQuestion.LargestSize, CutSetQuestion.DefaultWork);
        var bodyOf = columns.Function.Entity.Zip(columns.Function.Organisation).ToDictionary(f => f.First, f => f.Second);
        var its = bodyOf.Where(f => f.Value == bodyOf[function]).Select(f => f.Key).ToList();
        var cuts = 0;
        var once = new Timings();
        once.Add(Timings.Once(() => cuts = its.Sum(f => CutSets.Of(graph, columns, f, question).All.Count)));
        Tell($"cut sets of a body's {its.Count} functions, not read", once);
        Console.WriteLine($"    {cuts:N0} cut sets");
    }

    private static void Tell(string what, Timings times) => Console.WriteLine($"  {what,-48} {times}, {times.ProcessorText()}");
}
