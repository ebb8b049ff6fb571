using System.Globalization;
using Sluiswachter.Insight;

namespace Sluiswachter.Server.Pages;

/// <summary>The timeline of an answer as bars on a scale, and the same moments for the table under it.</summary>
/// <remarks>
/// Distances are percentages of the picture, so that it is drawn at any width without scaling its text. The scale of
/// hours is logarithmic (log of 1 + hours): the first day takes as much room as the months after it.
/// </remarks>
public sealed class TimelinePicture
{
    /// <summary>The most moments that are shown; picture and table always show the same.</summary>
    public const int MostMoments = 60;

    /// <summary>Where hour 0 lies: left of it nothing has stopped yet.</summary>
    private const double Start = 6;

    private const double End = 100;
    private const double BetweenTicks = 17;

    /// <summary>Room of a number on the narrowest picture (280 pixels), in per cent: about 9 pixels a character.</summary>
    private const double RoomPerCharacter = 3.4;
    private const double RoomBeside = 4;

    private static readonly int[] RoundHours =
        [24, 720, 8760, 72, 87_600, 168, 2160, 4, 1, 8, 12, 43_800, 438_000, 876_000];

    private readonly double scale;

    private TimelinePicture(int horizonHours, IReadOnlyList<Moment> moments, int all)
    {
        scale = Math.Log(1 + horizonHours);
        (HorizonHours, Moments, LeftOut) = (horizonHours, moments, all - moments.Count);
        Ticks = TicksOf(horizonHours);
    }

    /// <summary>How far is looked ahead.</summary>
    public int HorizonHours { get; }

    /// <summary>The moments that are shown, in order.</summary>
    public IReadOnlyList<Moment> Moments { get; }

    /// <summary>How many moments between them are not shown.</summary>
    public int LeftOut { get; }

    /// <summary>Hours that the scale names, in order.</summary>
    public IReadOnlyList<int> Ticks { get; }

    /// <summary>Draws moments up to a horizon.</summary>
    public static TimelinePicture Of(IReadOnlyList<Moment> timeline, int horizonHours) =>
        new(horizonHours, Largest(timeline), timeline.Count);

    /// <summary>Where an hour lies, in per cent of the width.</summary>
    public double X(int hours) => Start + (End - Start) * Math.Log(1 + hours) / scale;

    /// <summary>The bars of one count: from when until when, and how high in per cent of the whole.</summary>
    /// <param name="count">What is counted.</param>
    /// <param name="whole">All there is; more than 0.</param>
    /// <param name="text">How the number is written at a bar.</param>
    public IEnumerable<Bar> Bars(Func<Counts, long> count, long whole, Func<long, string> text)
    {
        var labelled = Labelled(count, text);
        for (var i = 0; i < Moments.Count; i++)
        {
            var from = X(Moments[i].Hour);
            var until = i + 1 < Moments.Count ? X(Moments[i + 1].Hour) : End;
            var number = count(Moments[i].Failed);
            var label = text(number);
            yield return new Bar(
                from, until - from, 100.0 * number / whole, labelled.Contains(i) ? label : null, from + Room(label) > End);
        }
    }

    /// <summary>A percentage as SVG writes it.</summary>
    public static string Percent(double number) => number.ToString("0.###", CultureInfo.InvariantCulture) + "%";

    private static double Room(string label) => RoomBeside + RoomPerCharacter * label.Length;

    /// <summary>The moments whose number is written: the last rise, then the largest rises for which there is room.</summary>
    private HashSet<int> Labelled(Func<Counts, long> count, Func<long, string> text)
    {
        var rises = Moments.Select((m, i) => count(m.Failed) - (i == 0 ? 0 : count(Moments[i - 1].Failed))).ToList();
        var last = rises.FindLastIndex(by => by > 0);
        var labelled = new Dictionary<int, (double From, double Until)>();
        foreach (var i in Enumerable.Range(0, rises.Count).Where(i => rises[i] > 0)
            .OrderByDescending(i => i == last).ThenByDescending(i => rises[i]).ThenBy(i => i))
        {
            var room = Room(text(count(Moments[i].Failed)));
            var from = Math.Min(X(Moments[i].Hour), End - room);
            if (labelled.Values.All(other => from >= other.Until || from + room <= other.From))
            {
                labelled.Add(i, (from, from + room));
            }
        }

        return [.. labelled.Keys];
    }

    /// <summary>First and last, and between them those at which most functions and services stop.</summary>
    private static IReadOnlyList<Moment> Largest(IReadOnlyList<Moment> timeline)
    {
        if (timeline.Count <= MostMoments)
        {
            return timeline;
        }

        var kept = Enumerable.Range(1, timeline.Count - 2)
            .OrderByDescending(i => timeline[i].Failed.Functions - timeline[i - 1].Failed.Functions)
            .ThenByDescending(i => timeline[i].Failed.Services - timeline[i - 1].Failed.Services)
            .ThenBy(i => i)
            .Take(MostMoments - 2)
            .Append(0).Append(timeline.Count - 1);
        return [.. kept.Order().Select(i => timeline[i])];
    }

    private IReadOnlyList<int> TicksOf(int horizonHours)
    {
        var ticks = new List<int> { 0 };
        if (X(horizonHours) - X(0) >= BetweenTicks)
        {
            ticks.Add(horizonHours);
        }

        foreach (var hours in RoundHours.Where(h => h < horizonHours))
        {
            if (ticks.TrueForAll(t => Math.Abs(X(t) - X(hours)) >= BetweenTicks))
            {
                ticks.Add(hours);
            }
        }

        ticks.Sort();
        return ticks;
    }
}

/// <summary>One bar of the picture: what has stopped from one moment until the next.</summary>
/// <param name="From">Its left side, in per cent of the width.</param>
/// <param name="Width">Its width, likewise.</param>
/// <param name="Height">Its height, in per cent of the whole.</param>
/// <param name="Label">The number that is written at it; null when there is no room.</param>
/// <param name="LabelsLeftwards">Whether the number ends at the right edge of the picture.</param>
public readonly record struct Bar(double From, double Width, double Height, string? Label, bool LabelsLeftwards);
