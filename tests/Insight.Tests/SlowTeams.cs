namespace Sluiswachter.Insight.Tests;

/// <summary>
/// Teams that carry out exits hour by hour, by names and as docs/insight.md says it, with no thought of speed.
/// </summary>
internal sealed class SlowTeams
{
    private readonly Dictionary<string, StoppedFunction> functions;
    private readonly Dictionary<string, int> failed;
    private readonly HashSet<string> seeds;
    private readonly List<SlowRequirement> broken;
    private readonly int decision;

    public SlowTeams(Case c, DependencyGraph graph, int decision)
    {
        this.decision = decision;
        var answer = SwitchOff.Run(graph, c.Scenario);
        functions = answer.Functions.ToDictionary(f => graph.Entities[f.Entity]);
        failed = functions.ToDictionary(f => f.Key, f => f.Value.StopsAtHours);
        foreach (var service in answer.Services)
        {
            failed.Add(graph.Entities[service.Entity], service.StopsAtHours);
        }

        seeds = [.. answer.Services.Where(s => s.SeededBy is not null).Select(s => graph.Entities[s.Entity])];
        broken = [.. SlowRequirement.On(c, graph).Where(r => r.BreaksAt(failed) <= c.Scenario.HorizonHours)];
    }

    /// <summary>By function the hour at which it is back, and by requirement the hours of work on its exit.</summary>
    public (Dictionary<string, int> Back, Dictionary<string, (int Begins, int Ends)> Work) Run(int teams)
    {
        var waiting = List();
        var (met, back) = (new HashSet<string>(), new Dictionary<string, int>());
        var work = new Dictionary<string, (int Begins, int Ends)>();
        var busy = new List<SlowRequirement>();
        foreach (var requirement in waiting.Where(r => r.Exit == 0))
        {
            met.Add(requirement.Id);
        }

        for (var hour = decision; ; hour++)
        {
            met.UnionWith(busy.Where(r => work[r.Id].Begins + r.Exit == hour).Select(r => r.Id));
            LetWork(met, back, hour);
            foreach (var done in busy.Where(r => met.Contains(r.Id)).ToList())
            {
                busy.Remove(done);
                work[done.Id] = (work[done.Id].Begins, hour);
            }

            waiting.RemoveAll(r => met.Contains(r.Id));
            while (busy.Count < teams && waiting.Count > 0)
            {
                work.Add(waiting[0].Id, (hour, -1));
                busy.Add(waiting[0]);
                waiting.RemoveAt(0);
            }

            if (busy.Count == 0)
            {
                return (back, work);
            }
        }
    }

    /// <summary>Lets everything work that can, until no more does.</summary>
    private void LetWork(HashSet<string> met, Dictionary<string, int> back, int hour)
    {
        for (var more = true; more;)
        {
            more = false;
            foreach (var requirement in broken.Where(r => !met.Contains(r.Id) && r.Working(failed, back) >= r.Need))
            {
                more |= met.Add(requirement.Id);
            }

            foreach (var id in failed.Keys.Where(id => !seeds.Contains(id) && !back.ContainsKey(id)).ToList())
            {
                if (broken.Where(r => r.Consumers.Contains(id)).All(r => met.Contains(r.Id)))
                {
                    back.Add(id, hour);
                    more = true;
                }
            }
        }
    }

    /// <summary>The exits that help something that can come back, in the order in which they are taken up.</summary>
    private List<SlowRequirement> List()
    {
        var (can, met) = (new Dictionary<string, int>(), broken.Where(r => r.Exit is not null).Select(r => r.Id).ToHashSet());
        LetWork(met, can, 0);
        return
        [
            .. from r in broken
               where r.Exit is not null
               let helped = Helped(r, can).Where(functions.ContainsKey).Select(id => functions[id])
                   .OrderBy(f => (int?)f.Criticality ?? 9).ThenBy(Due).ThenByDescending(f => f.People).ToList()
               where helped.Count > 0
               let first = helped[0]
               let slack = first.ToleratesHours is null ? (long?)null : Due(first) - r.Exit!.Value
               orderby (int?)first.Criticality ?? 9, slack is null ? 2 : slack < 0 ? 1 : 0, slack, first.People descending,
                   r.Id
               select r,
        ];
    }

    private static long Due(StoppedFunction function) =>
        function.ToleratesHours is { } hours ? (long)function.StopsAtHours + hours : long.MaxValue;

    /// <summary>What can come back and waits for a requirement, directly or through others that can come back.</summary>
    private HashSet<string> Helped(SlowRequirement requirement, Dictionary<string, int> can)
    {
        var helped = requirement.Consumers.Where(can.ContainsKey).ToHashSet();
        for (var size = -1; size < helped.Count;)
        {
            size = helped.Count;
            helped.UnionWith(broken.Where(r => r.Alternatives.Any(a => helped.Contains(a.Id)))
                .SelectMany(r => r.Consumers).Where(can.ContainsKey).ToList());
        }

        return helped;
    }
}
