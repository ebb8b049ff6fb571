using System.Globalization;
using Sluiswachter.Model;

namespace Sluiswachter.Exchange;

/// <summary>What a number of the Herfindahl-Hirschman index is called, and by whom.</summary>
/// <param name="Marks">The marks of all scales, in the order of the file: within a scale from low to high.</param>
/// <remarks>Read from <c>content/yardsticks/concentration.csv</c>.</remarks>
public sealed record Yardsticks(IReadOnlyList<YardstickMark> Marks)
{
    private static readonly string[] Columns =
        ["scale", "name_en", "name_nl", "above", "word", "english", "dutch", "certainty", "source_en", "source_nl"];

    /// <summary>The names of the scales.</summary>
    public IReadOnlyList<string> Scales => [.. Marks.Select(m => m.Scale).Distinct(StringComparer.Ordinal)];

    /// <summary>What an index is called on a scale.</summary>
    public YardstickMark Reading(string scale, double index) =>
        Marks.Last(m => m.Scale == scale && (m.Above is not { } above || index > above));

    /// <summary>The highest mark of a scale.</summary>
    public YardstickMark Highest(string scale) => Marks.Last(m => m.Scale == scale);

    /// <summary>Reads the table; every scale starts with a mark without a number.</summary>
    public static ForeignReading<Yardsticks> Read(string path)
    {
        var complaints = new List<Complaint>();
        var marks = new List<YardstickMark>();
        foreach (var (place, texts) in ForeignCsv.Read(path, Columns, complaints))
        {
            int? above = int.TryParse(texts["above"], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                ? number
                : null;
            var before = marks.FindLast(m => m.Scale == texts["scale"]);
            if (before is null ? texts["above"].Length > 0 : above is null || above <= (before.Above ?? -1))
            {
                complaints.Add(new Complaint(place with { Column = "above" }, new NotACount(texts["above"], (before?.Above ?? -1) + 1, 10_000)));
            }

            if (Certainties.Problem(texts["certainty"]) is { } unsure)
            {
                complaints.Add(new Complaint(place with { Column = "certainty" }, unsure));
            }

            complaints.AddRange(Columns.Where(c => c != "above" && texts[c].Length == 0)
                .Select(c => new Complaint(place with { Column = c }, new MissingValue(c))));
            marks.Add(new YardstickMark(
                texts["scale"], new Phrase(texts["name_en"], texts["name_nl"]), above, texts["word"], new Phrase(texts["english"], texts["dutch"]), texts["certainty"],
                new Phrase(texts["source_en"], texts["source_nl"])));
        }

        return new ForeignReading<Yardsticks>(complaints.Count == 0 ? new Yardsticks(marks) : null, complaints, []);
    }
}

/// <summary>A mark on a scale.</summary>
/// <param name="Scale">The scale, for programs.</param>
/// <param name="Name">What the scale is called, for people.</param>
/// <param name="Above">Above which index it holds; null: from 0.</param>
/// <param name="Word">What it is called, for programs.</param>
/// <param name="Says">What it is called, for people.</param>
/// <param name="Certainty"><c>read</c>, <c>reported</c> or <c>recalled</c>.</param>
/// <param name="Source">Who says so.</param>
public sealed record YardstickMark(
    string Scale, Phrase Name, int? Above, string Word, Phrase Says, string Certainty, Phrase Source)
{
    /// <summary>Who says so, as it is shown: what we have not read ourselves is "according to".</summary>
    public Phrase Attribution => Certainty == "read"
        ? Source
        : new Phrase($"according to {Source.English}", $"volgens: {Source.Dutch}");
}
