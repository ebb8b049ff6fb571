using System.Diagnostics;
using Sluiswachter.Model;

namespace Sluiswachter.Insight.Tests;

/// <summary>Scenarios that are run at once, a bit for each, lose what they lose one by one.</summary>
public sealed class ManyAtOnce
{
    /// <summary>More than go at once, and not a multiple of it.</summary>
    private const int Scenarios = 300;

    private const int Nodes = 3_000;
    private static readonly Manner[] Manners = Enum.GetValues<Manner>();

    [Fact]
    public void Every_manner_loses_what_a_switch_off_loses() => RandomRegisters.Hold(
        c =>
        {
            var random = new Random(c.Seed);
            var graph = DependencyGraph.Of(c.Facts.ColumnsOn(c.Day));
            Scenario[] scenarios =
                [.. Enumerable.Range(0, Scenarios).Select(_ => RandomRegisters.RandomScenario(c.Facts, random))];
            var answers = Array.ConvertAll(scenarios, s => SwitchOff.Run(graph, s));
            foreach (var manner in Manners)
            {
                var losses = ScenarioLosses.Of(graph, scenarios, threads: 2, manner);
                Assert.Equal(
                    answers.Select(a => a.Failed),
                    losses.Select(l => new Counts(l.Functions, l.Services, l.Organisations, l.People)));
                Assert.Equal(ScenarioLosses.Of(graph, scenarios, threads: 1, Manner.OneByOne), losses);
            }
        },
        cases: 100);

    [Fact]
    public void Every_single_loss_is_the_same_in_every_manner() => RandomRegisters.Hold(
        c =>
        {
            var graph = DependencyGraph.Of(c.Facts.ColumnsOn(c.Day));
            var oneByOne = Ranked(Manner.OneByOne);
            Assert.Equal(oneByOne, Ranked(Manner.BitParallel));
            Assert.Equal(oneByOne, Ranked(Manner.Fastest));

            IReadOnlyList<SubjectLoss> Ranked(Manner manner) => SingleLosses.Of(
                graph, Enum.GetValues<SubjectKind>(), c.Scenario.HorizonHours, threads: 2, manner).Ranked;
        },
        cases: 200);

    [Theory]
    [InlineData(0, 0)]
    [InlineData(0, 24)]
    [InlineData(6, 0)]
    [InlineData(6, 24)]
    [InlineData(200, 24)]
    [InlineData(200, 720)]
    [InlineData(200, 1_000_000)]
    public void Whether_they_spread_wide_or_at_hours_of_their_own(int longestGrace, int horizonHours)
    {
        var graph = Register(longestGrace);
        foreach (var switchedOff in new[] { 1, 3, 60, 900 })
        {
            var scenarios = Draw(graph, switchedOff, horizonHours);
            var losses = ScenarioLosses.Of(graph, scenarios, threads: 2, Manner.OneByOne);
            Assert.Equal(losses, ScenarioLosses.Of(graph, scenarios, threads: 2, Manner.BitParallel));
            Assert.Equal(losses, ScenarioLosses.Of(graph, scenarios, threads: 2, Manner.Fastest));
        }
    }

    [Fact]
    public void Whether_few_or_most_suppliers_are_switched_off_with_whom_they_control()
    {
        const int Suppliers = 300; // More than go through a pass together, and not a multiple of it.
        string[] facts =
        [
            .. Enumerable.Range(0, Suppliers).SelectMany(i => new[]
            {
                $"s{i:000} is a supplier in {(i % 2 == 0 ? "US" : "NL")}",
                $"f{i:000} needs 1 of s{i:000}-cloud s{(i * 7 + 1) % Suppliers:000}-cloud",
            }),
            .. Enumerable.Range(1, 29).Select(i => $"s{10 * i - 10:000} owns 100% of s{10 * i + 1:000}, from 2025-06-01"),
        ];
        var graph = DependencyGraph.Of(Picture.Read(string.Join('\n', facts)).ColumnsOn(new DateOnly(2026, 11, 1)));
        var few = Scenario.Of(suppliers: [Picture.Id("s080"), Picture.Id("s010")]).Value;
        var most = Scenario.Of([Country.Of("US").Value], suppliers: [Picture.Id("s011")]).Value;
        foreach (Scenario[] scenarios in new[] { [few], [most], new[] { few, most } })
        {
            var losses = ScenarioLosses.Of(graph, scenarios, threads: 1, Manner.BitParallel);
            Assert.Equal(
                scenarios.Select(s => SwitchOff.Run(graph, s).Failed),
                losses.Select(l => new Counts(l.Functions, l.Services, l.Organisations, l.People)));
        }
    }

    [Theory]
    [InlineData(254)]
    [InlineData(255)]
    [InlineData(256)]
    [InlineData(700)]
    public void A_requirement_breaks_at_its_very_arrival_however_many_alternatives_it_has(int alternatives)
    {
        string[] services = [.. Enumerable.Range(0, alternatives).Select(i => $"acme-{i:000}")];
        foreach (var need in new[] { 1, 2, alternatives / 2, alternatives - 1, alternatives })
        {
            var facts = Picture.Read($"sluice needs {need} of {string.Join(' ', services)}");
            var graph = DependencyGraph.Of(facts.ColumnsOn(new DateOnly(2026, 11, 1)));
            Scenario[] scenarios =
            [
                Off(alternatives - need), Off(alternatives - need + 1), Off(alternatives),
            ];
            Assert.Equal(
                [0, 1, 1],
                ScenarioLosses.Of(graph, scenarios, threads: 1, Manner.BitParallel).Select(l => l.Functions));
        }

        Scenario Off(int count) =>
            Scenario.Of(services: [Picture.Id("nothing"), .. services.Take(count).Select(Picture.Id)]).Value;
    }

    [Fact]
    public void People_are_counted_once_for_each_body_in_every_lane()
    {
        var facts = Picture.Read(
            """
            city is a body of 1000 people
            sluice is a function of city, for 500 people
            bridge is a function of city, for 900 people
            works is a function of city, for 900 people
            sluice needs 1 of acme-a
            bridge needs 1 of acme-b
            works needs 1 of acme-c
            """);
        var graph = DependencyGraph.Of(facts.ColumnsOn(new DateOnly(2026, 11, 1)));
        Assert.Equal(
            [500L, 900, 900, 900],
            ScenarioLosses.Of(
                graph, [Off("acme-a"), Off("acme-a", "acme-b"), Off("acme-b", "acme-c"), Off("acme-a", "acme-b", "acme-c")],
                threads: 1, Manner.BitParallel).Select(l => l.People));

        static Scenario Off(params string[] services) =>
            Scenario.Of(services: [.. services.Select(Picture.Id)]).Value;
    }

    [Fact]
    public async Task Without_vectors_in_hardware_the_answers_are_the_same()
    {
        const string Lacking = "DOTNET_EnableHWIntrinsic";
        if (Environment.GetEnvironmentVariable(Lacking) is not null)
        {
            Assert.False(System.Runtime.Intrinsics.Vector256.IsHardwareAccelerated);
            return;
        }

        var tests = new ProcessStartInfo(
            Environment.ProcessPath!,
            [
                "--filter-method", $"{typeof(ManyAtOnce).FullName}.{nameof(Whether_they_spread_wide_or_at_hours_of_their_own)}",
                "--filter-method", $"{typeof(WhyItStops).FullName}.*",
                "--filter-method", $"{typeof(ManyAtOnce).FullName}.{nameof(Without_vectors_in_hardware_the_answers_are_the_same)}",
                "--no-progress", "--no-ansi",
            ])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            Environment = { [Lacking] = "0" },
        };
        using var process = Process.Start(tests)!;
        var said = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, said);
    }

    /// <summary>Services and functions that need each other at random.</summary>
    private static DependencyGraph Register(int longestGrace)
    {
        var random = new Random(1);
        var lines = new List<string>();
        for (var i = 0; i < Nodes; i++)
        {
            var services = Enumerable.Range(0, random.Next(1, 6)).Select(_ => random.Next(Nodes / 2)).Distinct().ToList();
            var names = services.Select(s => $"acme-{s:0000}({(random.Next(3) == 0 ? random.Next(longestGrace + 1) : 0)}h)");
            var consumer = i % 2 == 0 ? $"acme-{i / 2:0000}" : $"f{i:0000}";
            lines.Add($"{consumer} needs {random.Next(1, services.Count + 1)} of {string.Join(' ', names)}");
        }

        return DependencyGraph.Of(Picture.Read(string.Join('\n', lines)).ColumnsOn(new DateOnly(2026, 11, 1)));
    }

    private static Scenario[] Draw(DependencyGraph graph, int switchedOff, int horizonHours)
    {
        var random = new Random(2);
        EntityId[] services = [.. Enumerable.Range(0, graph.NodeCount).Where(n => !graph.IsFunction(n))
            .Select(n => EntityId.Of(graph.Entities[graph.EntityOf(n)]).Value)];
        return [.. Enumerable.Range(0, Scenarios).Select(_ => Scenario.Of(
            services: random.GetItems(services, switchedOff), horizonHours: horizonHours).Value)];
    }
}
