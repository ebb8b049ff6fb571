namespace Sluiswachter.Insight;

/// <summary>Which exits a limited number of teams carries out, and when.</summary>
/// <param name="Teams">How many exits can be carried out at a time, by all that stops together.</param>
/// <param name="Exits">The exits that are begun, by the hour at which they begin and then by their turn.</param>
/// <param name="NotNeeded">Exits that are never begun: their requirement is met again before their turn.</param>
/// <param name="InVain">Exits that are never begun: they help no function that has a way back.</param>
/// <param name="FewestTeams">
/// The fewest teams with which as many functions are saved as with any number; null when no number saves one.
/// </param>
/// <param name="Saved">How many functions are saved, by number of teams: 1, 2, 4, … up to the fewest, and as asked.</param>
/// <remarks>
/// A plan by priority and not the best of all plans, which would be hard to find (NP-hard, already for two teams). It takes at
/// most 2 − 1/teams times as long as the best order of the same work (Graham, 1969). One team more never makes anything
/// later, so <paramref name="FewestTeams"/> is exact, found by halving.
/// </remarks>
public sealed record ExitPlan(
    int Teams, IReadOnlyList<PlannedExit> Exits, int NotNeeded, int InVain, int? FewestTeams,
    IReadOnlyList<SavedByTeams> Saved)
{
    /// <summary>The hours that all teams work together.</summary>
    public long TeamHours => Exits.Sum(exit => exit.EndsAtHours - exit.BeginsAtHours);

    /// <summary>The hour after the switching off at which the last team is done; null when there is no exit to begin.</summary>
    public long? DoneAtHours => Exits.Count > 0 ? Exits.Max(exit => exit.EndsAtHours) : null;

    /// <summary>Draws up the plan.</summary>
    internal static (ExitPlan Plan, WayBack Back) Of(
        DependencyGraph graph, BrokenRequirements broken, WayBack unhindered, int teams, int decisionHours)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(teams, 1);
        var (list, inVain) = ExitList.Of(graph, broken, unhindered);
        var back = WayBack.Of(broken, list, teams, decisionHours);
        var exits = list.Where(place => back.WorkOn(place) is not null).Select(ExitOf)
            .OrderBy(exit => exit.BeginsAtHours).ToList();
        var functions = broken.Functions(graph).ToList();
        var (fewest, saved) = SavedByTeams.Of(SavedIn(unhindered), teams, list.Length, SavedWith);
        return (new ExitPlan(teams, exits, list.Length - exits.Count, inVain, fewest, saved), back);

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

        int SavedIn(WayBack way) =>
            functions.Count(place => broken.FunctionAt(graph, place, way).Outcome == RecoveryOutcome.Saved);

        int SavedWith(int number) =>
            SavedIn(number == teams ? back : WayBack.Of(broken, list, number, decisionHours));
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

/// <summary>How many functions are saved by a number of teams.</summary>
/// <param name="Teams">How many exits are carried out at a time.</param>
/// <param name="Functions">How many functions are saved.</param>
public readonly record struct SavedByTeams(int Teams, int Functions)
{
    /// <summary>Finds the fewest teams that save most, by halving, and some numbers on the way there.</summary>
    /// <param name="most">How many functions are saved by as many teams as needed.</param>
    /// <param name="asked">A number of teams to tell of in any case.</param>
    /// <param name="enough">As many teams as are ever needed.</param>
    /// <param name="savedWith">How many functions a number of teams saves; never falls as the number rises.</param>
    internal static (int? Fewest, IReadOnlyList<SavedByTeams> Saved) Of(
        int most, int asked, int enough, Func<int, int> savedWith)
    {
        if (most == 0)
        {
            return (null, []);
        }

        var (low, high) = (1, Math.Max(1, enough));
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            (low, high) = savedWith(middle) == most ? (low, middle) : (middle + 1, high);
        }

        var told = new SortedSet<int> { asked, low };
        for (var few = 1; few < low; few *= 2)
        {
            told.Add(few);
        }

        return (low, [.. told.Select(teams => new SavedByTeams(teams, teams >= low ? most : savedWith(teams)))]);
    }
}
