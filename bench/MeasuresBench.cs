using System.Text.Json;
using Sluiswachter.App.Inquiries;
using Sluiswachter.Insight;

namespace Sluiswachter.Bench;

/// <summary>How long each measure takes, asked as the verbs ask it, answer written as JSON to nowhere.</summary>
public static class MeasuresBench
{
    private static readonly DateOnly Day = new(2026, 6, 1);
    private static readonly (string Name, string Value) America = ("country", "US");

    /// <summary>Measures each register that was asked for.</summary>
    public static void Run(Workbench bench, BenchOptions options)
    {
        foreach (var shape in options.RegistersOr([Shape.Uniform, Shape.Skewed], [100_000]))
        {
            var address = $"sqlite:{bench.NewPath(".sqlite")}";
            bench.Import(bench.Generate(shape), address);
            using var store = Workbench.Open(address);
            var desk = new InquiryDesk(store, Day);
            using var reader = store.Read();
            var columns = reader.Columns(Day, includeConsidered: false);
            var graph = DependencyGraph.Of(columns);
            int[] functions = [.. columns.Function.Entity.Order()];
            Console.WriteLine($"\n{shape}; median (least–most), reading the register included but for the one marked");
            Tell("reading the register", Timings.Of(
                options.Runs, () => DependencyGraph.Of(reader.Columns(Day, includeConsidered: false))));
            Ask("cut-sets", ("function", graph.Entities[functions[0]]));
            TellAllCutSets(graph, columns, functions, options.Runs);
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
        json.WriteStartObject();
        reply.Answer!.WriteJson(json);
        json.WriteEndObject();
    }

    private static string Says(InquiryReply reply) => string.Join("; ", reply.Problems.Select(p => p.Problem.Says.English));

    private static void TellAllCutSets(DependencyGraph graph, RegisterColumns columns, int[] functions, int runs)
    {
        var question = new CutSetQuestion(
            LossOf.Controller, CutSetQuestion.DefaultHorizonHours, CutSetQuestion.LargestSize, CutSetQuestion.DefaultWork);
        var body = columns.Function.Organisation[Array.IndexOf(columns.Function.Entity, functions[0])];
        int[] its = [.. columns.Function.Entity.Where((_, i) => columns.Function.Organisation[i] == body)];
        var cuts = 0;
        var times = Timings.Of(runs, () => cuts = its.Sum(f => CutSets.Of(graph, columns, f, question).All.Count));
        Tell($"cut sets of {its.Length} functions of a body, not read", times);
        Console.WriteLine($"    {cuts:N0} cut sets");
    }

    private static void Tell(string what, Timings times) => Console.WriteLine($"  {what,-48} {times}, {times.ProcessorText()}");
}
