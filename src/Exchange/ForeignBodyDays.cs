using Sluiswachter.Model;

namespace Sluiswachter.Exchange;

/// <summary>From when until when a body exists, read from days that mean several things.</summary>
/// <remarks>
/// <list type="bullet">
/// <item>A first day of 1900-01-01 stands for unknown, and so does the day on which the body was first read.</item>
/// <item>A last day is the body's last (inclusive) when it is the last of a month, or when TOOI says it and the register
/// of bodies does not; there is a day added. Else it is the first day without the body, as written.</item>
/// <item>A body that ends on the day it begins lived that one day.</item>
/// <item>A last day that the body's current name does not share is doubtful: a warning, unless a correction settles
/// it.</item>
/// </list>
/// </remarks>
internal sealed class ForeignBodyDays(IReadOnlyList<ForeignCorrection> corrections, ICollection<Complaint> complaints)
{
    private const string Beginning = "valid_from";
    private const string End = "valid_until";

    private static readonly DateOnly Placeholder = new(1900, 1, 1);

    /// <summary>The last day that there is; written for what has no end.</summary>
    private static readonly DateOnly Never = DateOnly.MaxValue;

    private readonly Dictionary<(string Id, string Column), ForeignCorrection> corrections =
        corrections.GroupBy(c => (c.Id, c.Column)).ToDictionary(g => g.Key, g => g.First());

    private readonly HashSet<ForeignCorrection> met = [];
    private int placeholders;
    private int firstReadings;
    private int corrected;

    /// <summary>The days on which a body was read.</summary>
    public static IEnumerable<DateOnly> ReadOn(ForeignBody body) =>
        body.At.Objects("sources", required: false)
            .Select(s => s.Text("retrieved") is { } day ? ForeignDays.Of(day) : null)
            .Where(d => d is not null).Select(d => d!.Value);

    public Validity Of(ForeignBody body)
    {
        var from = FromOf(body);
        var until = UntilOf(body);
        if (until is null || from is null || from < until)
        {
            return Validity.Of(from, until).Value;
        }

        if (from == until)
        {
            return Validity.Of(from, until.Value.AddDays(1)).Value;
        }

        Warn(body, Beginning, new BeginsAfterItsEnd($"{from:yyyy-MM-dd}", $"{until:yyyy-MM-dd}"));
        return Validity.Of(null, until).Value;
    }

    public void WarnOfUnusedCorrections()
    {
        foreach (var correction in corrections.Values.Where(c => !met.Contains(c)))
        {
            var problem = new CorrectionOutOfDate(correction.Id, correction.Column, correction.Stated, null);
            complaints.Add(new Complaint(correction.Place, problem, IsWarning: true));
        }
    }

    public IReadOnlyList<LeftOut> LeftOut() =>
    [
        new(
            new Phrase("first days of 1900-01-01", "eerste dagen 1900-01-01"),
            new Phrase("stands for unknown", "staat voor onbekend"),
            placeholders),
        new(
            new Phrase("first days that are the day of reading", "eerste dagen die de dag van lezen zijn"),
            new Phrase("says when it was seen, not when it began", "zegt wanneer het is gezien, niet wanneer het begon"),
            firstReadings),
        new(
            new Phrase("days replaced by a correction", "dagen vervangen door een correctie"),
            new Phrase("each with its reason and source", "elk met reden en bron"),
            corrected),
    ];

    private DateOnly? FromOf(ForeignBody body)
    {
        if (Day(body, Beginning) is not { } stated)
        {
            return null;
        }

        if (Correction(body, Beginning) is { } correction)
        {
            return correction.Corrected;
        }

        if (stated == Placeholder)
        {
            placeholders++;
            return null;
        }

        if (ReadOn(body).Contains(stated))
        {
            firstReadings++;
            return null;
        }

        return stated;
    }

    private DateOnly? UntilOf(ForeignBody body)
    {
        if (Day(body, End) is not { } stated || stated == Never)
        {
            return null;
        }

        if (Correction(body, End) is { } correction)
        {
            return correction.Corrected;
        }

        if (body.At.Objects("names").FirstOrDefault() is { File: not null } name && name.Text(End) != body.At.Text(End))
        {
            Warn(body, End, new EndNotOfTheName(body.At.Text(End)!));
        }

        var sources = body.At.Objects("sources", required: false).Select(s => s.Text("id")).ToHashSet();
        var isLastDay = stated.AddDays(1).Day == 1 || (sources.Contains("tooi") && !sources.Contains("roo"));
        return isLastDay ? stated.AddDays(1) : stated;
    }

    private ForeignCorrection? Correction(ForeignBody body, string column)
    {
        if (!corrections.TryGetValue((body.PolderId, column), out var correction))
        {
            return null;
        }

        met.Add(correction);
        if (correction.Stated == body.At.Text(column))
        {
            corrected++;
            return correction;
        }

        var problem = new CorrectionOutOfDate(body.PolderId, column, correction.Stated, body.At.Text(column));
        complaints.Add(new Complaint(correction.Place, problem, IsWarning: true));
        return null;
    }

    private static DateOnly? Day(ForeignBody body, string column)
    {
        if (body.At.Text(column) is not { } text)
        {
            return null;
        }

        if (ForeignDays.Of(text) is { } day)
        {
            return day;
        }

        body.At.Complain(column, new NotADate(text));
        return null;
    }

    private void Warn(ForeignBody body, string path, Problem problem) =>
        complaints.Add(new Complaint(new Place(body.At.File, body.At.Row, path), problem, IsWarning: true));
}
