using System.Text.Json;
using Sluiswachter.App.Inquiries;
using Sluiswachter.App.Uses;
using Sluiswachter.Model;
using Sluiswachter.Policy;
using Sluiswachter.Store;

namespace Sluiswachter.Bench;

/// <summary>How long findings take: all of them as a new process, in a process that is warm, and after one change.</summary>
public static class FindingsBench
{
    private static readonly DateOnly Day = new(2026, 11, 22);

    /// <summary>Single changes, each a file of a bundle; told with its number, and a service and supplier that few use.</summary>
    private static readonly (string What, string File, Func<int, string, string, string> Text)[] Changes =
    [
        ("a risk analysis is approved", "assessments.csv", (n, _, _) =>
            $"id,kind,organisation,subject,assessed_on,approved_on\nnew:{n},risk-analysis,org:000005,service:000005,2026-01-01,2026-11-0{n}"),
        ("an exit plan is tested", "exit_plans.csv", (n, _, _) =>
            $"id,organisation,service,tested_on,test_passed\nnew:{n},org:000005,service:000005,2026-11-0{n},true"),
        ("a function becomes vital", "functions.csv", (n, _, _) =>
            $"id,organisation,name,criticality,source\nfunction:000035,org:000005,Function {n},vital,source:bench"),
        ("a body gets a service more", "alternatives.csv", (n, service, _) =>
            $"requirement,service,role,source\nrequirement:0001f5,{service},{(n % 2 == 0 ? "active" : "standby")},source:bench"),
        ("a service that few use changes", "services.csv", (n, service, supplier) =>
            $"id,name,supplier,deployment,source\n{service},Service anew {n},{supplier},public,source:bench"),
        ("a supplier that few use is sold", "ownership.csv", (n, _, supplier) =>
            $"owner,owned,control,source\nsupplier:000001,{supplier},{(n % 2 == 0 ? "none" : "sole")},source:bench"),
        ("a service that many use changes", "services.csv", (n, _, _) =>
            $"id,name,supplier,deployment,source\nservice:000000,Service anew {n},supplier:000000,public,source:bench"),
    ];

    /// <summary>Measures each number of uses that was asked for.</summary>
    public static void Run(Workbench bench, BenchOptions options)
    {
        foreach (var uses in options.SizesOr(200_000))
        {
            var (bundle, address) = (bench.NewPath("-bundle"), $"sqlite:{bench.NewPath(".sqlite")}");
            PolicyGenerator.Write(uses, bundle);
            bench.Import(bundle, address);
            Console.WriteLine($"\n{uses:N0} uses of {uses / PolicyGenerator.UsesOfABody:N0} bodies, {Pack.UseClauses.Count} clauses; median (least–most)");
            var cold = new Timings();
            TimedProcess? process = null;
            for (var run = 0; run < options.Runs; run++)
            {
                cold.Add(process = TimedProcess.Run([bench.Sluis, "findings", "--at", $"{Day:yyyy-MM-dd}", "--store", address]));
            }

            Tell("sluis findings, a new process", cold);
            Console.WriteLine($"    {process}");
            using var store = Workbench.Open(address);
            TellParts(store, options);
            TellChanges(bench, store, address, uses, options);
        }
    }

    private static void TellParts(IRegisterStore store, BenchOptions options)
    {
        using (var reader = store.Read())
        {
            Tell("reading the uses", Timings.Of(options.Runs, () => UsesOfDay.Read(reader, Day)));
            Tell("reading and judging", Timings.Of(options.Runs, () => FindingsOfDay.Of(reader, Day)));
        }

        var desk = new InquiryDesk(store, Day) { Findings = new FindingsBook() };
        Answer(desk, write: false);
        Tell("counted and told, when kept", Timings.Of(options.Runs, () => Answer(desk, write: false)));
        Tell("written as JSON as well", Timings.Of(options.Runs, () => Answer(desk, write: true)));
    }

    private static void TellChanges(Workbench bench, IRegisterStore store, string address, int uses, BenchOptions options)
    {
        var book = new FindingsBook();
        using (var reader = store.Read())
        {
            book.Of(reader, Day);
        }

        foreach (var (what, file, text) in Changes)
        {
            var times = new Timings();
            for (var run = 1; run <= options.Runs; run++)
            {
                var folder = bench.NewPath("-change");
                Directory.CreateDirectory(folder);
                File.WriteAllText(
                    Path.Combine(folder, file), text(run, $"service:{(uses / 40) - 1:x6}", $"supplier:{(uses / 200) - 1:x6}"));
                bench.Import(folder, address);
                using var reader = store.Read();
                times.Add(Timings.Once(() => book.Of(reader, Day)));
            }

            Tell($"after one change: {what}", times);
        }

        using var last = store.Read();
        var (kept, anew) = (book.Of(last, Day), FindingsOfDay.Of(last, Day));
        DisagreementException.Unless(
            kept.Uses.Count == anew.Uses.Count && kept.Uses.Zip(anew.Uses).All(pair => pair.First.SaysTheSameAs(pair.Second)),
            "findings that were followed are not those that are judged anew");
    }

    private static void Answer(InquiryDesk desk, bool write)
    {
        var reply = new FindingsInquiry().Ask(new InquiryWords(new Dictionary<string, IReadOnlyList<string>>()), desk);
        reply.Tell(Language.English, 10);
        if (write)
        {
            using var json = new Utf8JsonWriter(Stream.Null);
            reply.WriteJson(json);
        }
    }

    private static void Tell(string what, Timings times) => Console.WriteLine($"  {what,-52} {times}, {times.ProcessorText()}");
}
