namespace Sluiswachter.Insight;

/// <summary>Which exits a limited number of teams carries out, and when.</summary>
/// <param name="Teams">How many exits can be carried out at a time, by all that stops together.</param>
/// <param name="Exits">The exits that are begun, by the hour at which they begin and then by their turn.</param>
/// <param name="NotNeeded">Exits that are never begun: their requirement is met again before their turn.</param>
/// <param name="InVain">Exits that are never begun: they help no function that has a way back.</param>
/// <param name="FewestTeams">
/// The fewest teams with which as many functions are saved as with any number; null when no number saves one.
/// </param>
/// <param name="ByTeams">
/// How it ends with 1, 2, 4, … teams, up to as many as bring no more; with the fewest; and with as many as asked.
/// Empty when no exit is begun.
/// </param>
/// <remarks>
/// A plan by priority and not the best of all plans, which would be hard to find (NP-hard, already for two teams). It takes at
/// most 2 − 1/teams times as long as the best order of the same work (Graham, 1969). One team more never makes anything
/// later, so <paramref name="FewestTeams"/> is exact, found by halving.
/// </remarks>
public sealed record ExitSchedule(
    int Teams, IReadOnlyList<PlannedExit> Exits, int NotNeeded, int InVain, int? FewestTeams,
    IReadOnlyList<ByTeams> ByTeams)
{
    /// <summary>The hours that all teams work together.</summary>
    public long TeamHours => Exits.Sum(exit => exit.EndsAtHours - exit.BeginsAtHours);

    /// <summary>The hour after the switching off at which the last team is done; null when there is no exit to begin.</summary>
    public long? DoneAtHours => Exits.Count > 0 ? Exits.Max(exit => exit.EndsAtHours) : null;

    /// <summary>Draws up the plan.</summary>
    internal static (ExitSchedule Plan, WayBack Back) Of(
        DependencyGraph graph, BrokenRequirements broken, WayBack unhindered, int teams, int decisionHours)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(teams, 1);
        var (list, inVain) = ExitList.Of(graph, broken, unhindered);
        var back = WayBack.Of(broken, list, teams, decisionHours);
        var exits = list.Where(place => back.WorkOn(place) is not null).Select(ExitOf)
            .OrderBy(exit => exit.BeginsAtHours).ToList();
        var functions = broken.Functions(graph).ToList();
        var (fewest, curve) = list.Length == 0
            ? (null, [])
            : Insight.ByTeams.Of(EndIn(list.Length, unhindered), teams, EndWith);
        return (new ExitSchedule(teams, exits, list.Length - exits.Count, inVain, fewest, curve), back);

        PlannedExit ExitOf(int place)
        {
            var requirement = broken.Requirement[place];
            var consumer = graph.Required.Consumer[requirement];
            var (begins, ends) = back.WorkOn(place)!.Value;
            return new PlannedExit(
                graph.Required.Position[requirement],
                consumer < graph.NodeCount ? graph.EntityOf(consumer) : graph.Bodies.Entity[consumer - graph.NodeCount],
                begins, ends, ends - begins == broken.ExitHours[place]);
        }

        ByTeams EndIn(int number, WayBack way)
        {
            var ends = functions.ConvertAll(place => broken.FunctionAt(graph, place, way));
            return new ByTeams(number, ends.Count(f => f.Outcome == RecoveryOutcome.Saved), ends.Max(f => f.BackAtHours) ?? 0);
        }

        ByTeams EndWith(int number) =>
            EndIn(number, number == teams ? back : WayBack.Of(broken, list, number, decisionHours));
    }
}

/// <summary>An exit that a team carries out.</summary>
/// <param name="Requirement">Position of the id of the requirement.</param>
/// <param name="Consumer">Position of the id of the function, service or organisation that has it.</param>
/// <param name="BeginsAtHours">Hours after the switching off.</param>
/// <param name="EndsAtHours">Hours after the switching off.</param>
/// <param name="Ready">
/// Whether the exit is ready by then; else the team stops, since the requirement is met again otherwise.
/// </param>
public readonly record struct PlannedExit(
    int Requirement, int Consumer, long BeginsAtHours, long EndsAtHours, bool Ready);

/// <summary>How it ends with a number of teams.</summary>
/// <param name="Teams">How many exits are carried out at a time.</param>
/// <param name="Saved">How many functions are saved.</param>
/// <param name="LastBackAtHours">Hours after the switching off at which the last function that comes back is back.</param>
public readonly record struct ByTeams(int Teams, int Saved, long LastBackAtHours)
{
    /// <summary>Finds the fewest teams that save most, by halving, and how it ends with some numbers up to enough.</summary>
    /// <param name="best">How it ends with as many teams as are ever needed.</param>
    /// <param name="asked">A number of teams to tell of in any case.</param>
    /// <param name="endWith">How it ends with a number of teams; never worse as the number rises.</param>
    internal static (int? Fewest, IReadOnlyList<ByTeams> Curve) Of(ByTeams best, int asked, Func<int, ByTeams> endWith)
    {
        var told = new SortedDictionary<int, ByTeams> { [asked] = endWith(asked) };
        for (var teams = 1; ; teams = Math.Min(2 * teams, best.Teams))
        {
            told[teams] = endWith(teams);
            if (told[teams] with { Teams = best.Teams } == best)
            {
                break;
            }
        }

        if (best.Saved == 0)
        {
            return (null, [.. told.Values]);
        }

        var (low, high) = (1, best.Teams);
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            (low, high) = endWith(middle).Saved == best.Saved ? (low, middle) : (middle + 1, high);
        }

        told[low] = endWith(low);
        return (low, [.. told.Values]);
    }
}
