namespace Sluiswachter.Insight;

/// <summary>One search for the hours at which what failed is back, with a number of teams that carry out exits.</summary>
/// <remarks>
/// <para>
/// A list schedule (Graham, "Bounds on multiprocessing timing anomalies", 1969) in which the end of one exit can make
/// others needless. Hours pass in ascending order. What becomes ready in an hour brings back what it can; teams whose exit
/// is ready, or whose requirement is met again otherwise, are free in that hour; then free teams take up the next
/// exits of the list whose requirement is still broken. An exit of 0 hours takes no team and is ready at the decision.
/// </para>
/// <para>
/// One team more never makes anything later. By the place in the list: an exit ends at the least of its full hours and the
/// hour at which its requirement is met otherwise, so its end rises with its beginning and with that hour; hence the k-th
/// team to be free is free no later when there is one more; and requirements are met by ends of earlier hours. Were teams
/// to go on with what nobody needs any more, this would not hold.
/// </para>
/// <para>Linear in what broke, and log n for each exit begun.</para>
/// </remarks>
internal sealed class WayBack
{
    private const long Never = -1;
    private readonly BrokenRequirements broken;
    private readonly int[] missing;
    private readonly int[] unmet;
    private readonly long[] backAt;
    private readonly long[] beginsAt;
    private readonly long[] endsAt;
    private readonly bool[] met;
    private readonly Stack<int> toMeet = new();
    private readonly PriorityQueue<int, long> ready = new();
    private int freeTeams;

    private WayBack(BrokenRequirements broken, int teams)
    {
        (this.broken, freeTeams) = (broken, teams);
        (missing, unmet) = ([.. broken.Missing], [.. broken.Unmet]);
        (backAt, beginsAt, endsAt) = (new long[unmet.Length], new long[missing.Length], new long[missing.Length]);
        met = new bool[missing.Length];
        Array.Fill(backAt, Never);
        Array.Fill(beginsAt, Never);
    }

    /// <summary>Lets every exit begin at the decision.</summary>
    public static WayBack WithAsManyTeamsAsNeeded(BrokenRequirements broken, int decisionHours) => Of(
        broken, [.. Enumerable.Range(0, broken.Requirement.Length).Where(r => broken.ExitHours[r] >= 0)], int.MaxValue,
        decisionHours);

    /// <summary>Lets teams carry out exits.</summary>
    /// <param name="broken">What broke.</param>
    /// <param name="list">The places of requirements with an exit, in the order in which exits are taken up.</param>
    /// <param name="teams">How many exits are carried out at a time, at least 1.</param>
    /// <param name="decisionHours">The hour at which the first begin.</param>
    public static WayBack Of(BrokenRequirements broken, ReadOnlySpan<int> list, int teams, int decisionHours)
    {
        var way = new WayBack(broken, teams);
        way.CarryOut(list, decisionHours);
        return way;
    }

    /// <summary>The hour at which a failed node is back, or null.</summary>
    public long? HourOf(int node) => backAt[node] is var hour and not Never ? hour : null;

    /// <summary>From which hour until which an exit is worked on; null when it never is.</summary>
    public (long Begins, long Ends)? WorkOn(int requirement) =>
        beginsAt[requirement] is var begins and not Never ? (begins, endsAt[requirement]) : null;

    private void CarryOut(ReadOnlySpan<int> list, long hour)
    {
        foreach (var requirement in list)
        {
            if (broken.ExitHours[requirement] == 0 && !met[requirement])
            {
                beginsAt[requirement] = hour;
                freeTeams--;
                Meet(requirement, hour);
            }
        }

        var next = TakeUp(list, 0, hour);
        while (ready.TryDequeue(out var requirement, out hour))
        {
            Meet(requirement, hour);
            if (!ready.TryPeek(out _, out var after) || after > hour)
            {
                next = TakeUp(list, next, hour);
            }
        }
    }

    /// <summary>Gives the next exits that are still needed to the teams that are free.</summary>
    /// <returns>The first place in the list that has not had its turn.</returns>
    private int TakeUp(ReadOnlySpan<int> list, int next, long hour)
    {
        for (; next < list.Length && freeTeams > 0; next++)
        {
            if (!met[list[next]])
            {
                beginsAt[list[next]] = hour;
                freeTeams--;
                ready.Enqueue(list[next], hour + broken.ExitHours[list[next]]);
            }
        }

        return next;
    }

    /// <summary>Meets a requirement again, and all that follows from it in the same hour.</summary>
    private void Meet(int first, long hour)
    {
        toMeet.Push(first);
        while (toMeet.TryPop(out var requirement))
        {
            if (met[requirement])
            {
                continue;
            }

            met[requirement] = true;
            if (beginsAt[requirement] != Never)
            {
                endsAt[requirement] = hour;
                freeTeams++;
            }

            foreach (var node in broken.ConsumersOf[requirement])
            {
                if (--unmet[node] == 0)
                {
                    backAt[node] = hour;
                    PassOn(node);
                }
            }
        }
    }

    private void PassOn(int node)
    {
        foreach (var user in broken.UsersOf[node])
        {
            if (--missing[user] == 0)
            {
                toMeet.Push(user);
            }
        }
    }
}
