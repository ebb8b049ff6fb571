using System.Text.Json;
using Sluiswachter.Exchange;
using Sluiswachter.Insight;
using Sluiswachter.Model;
using Sluiswachter.Store;

namespace Sluiswachter.App.Inquiries;

/// <summary>Whether functions depend strategically on what is abroad, for programs and for people.</summary>
internal sealed class DependencyAnswer : InquiryAnswer
{
    private const int FunctionsNamed = 3;

    private readonly RegisterColumns columns;
    private readonly DependencyQuestion question;
    private readonly StrategicDependency dependency;
    private readonly string? statedBy;
    private readonly YardstickMark few;
    private readonly IReadOnlyDictionary<string, string> names;

    public DependencyAnswer(
        RegisterColumns columns, DependencyQuestion question, StrategicDependency dependency, string? statedBy,
        YardstickMark few, IRegisterReader reader)
    {
        (this.columns, this.question, this.dependency) = (columns, question, dependency);
        (this.statedBy, this.few) = (statedBy, few);
        names = reader.Names(
            [.. dependency.Groups.SelectMany(g => g.CrucialFunctions.Take(FunctionsNamed)).Select(f => columns.Entities[f])
                .Distinct(StringComparer.Ordinal)],
            columns.At);
    }

    /// <inheritdoc />
    protected internal override void WriteMembers(Utf8JsonWriter json)
    {
        GroupedWords.Write(json, columns.At, question.By, question.Weight);
        WriteTexts(json, "home", question.Home.OrderBy(c => c.Number).Select(c => c.Code));
        json.WriteString("statedBy", statedBy);
        json.WriteStartArray("groups");
        foreach (var group in dependency.Groups)
        {
            WriteGroup(json, group);
            FlushWhenFull(json);
        }

        json.WriteEndArray();
    }

    /// <inheritdoc />
    public override Document Tell(Language language, int lines)
    {
        var text = new DependencyText(question, language, statedBy, few);
        var title = text.Title(columns.At);
        if (dependency.Groups.Count == 0)
        {
            return new Document(title, [new Paragraph(text.NothingRequired)]);
        }

        List<DocumentPart> parts = [new Paragraph(text.HowToRead), text.Overview(dependency.Groups)];
        foreach (var group in dependency.Groups)
        {
            parts.Add(text.Steps(group));
            parts.AddRange(new[]
            {
                text.Countries(group, lines),
                text.Crucial(group, [.. group.CrucialFunctions.Take(FunctionsNamed).Select(NameOf)]),
                text.Missing(group),
            }.Where(sentences => sentences.Length > 0).Select(sentences => new Paragraph(sentences)));
        }

        parts.Add(new Paragraph(text.Sources));
        return new Document(title, parts);
    }

    private string NameOf(int function) =>
        names.GetValueOrDefault(columns.Entities[function], columns.Entities[function]);

    private void WriteGroup(Utf8JsonWriter json, DependencyGroup group)
    {
        json.WriteStartObject();
        json.WriteString("group", group.Name);
        json.WriteNumber("functions", group.Functions);
        json.WriteNumber("withoutWeight", group.WithoutWeight);
        json.WriteString("delivered", Ranges.Word(group.Verdict.Delivered));
        json.WriteString("dependency", Ranges.Word(group.Verdict.Dependency));
        json.WriteString("strategic", Ranges.Word(group.Verdict.Strategic));
        json.WriteString("risky", Ranges.Word(group.Verdict.Risky));
        json.WriteStartArray("steps");
        foreach (var step in group.Steps)
        {
            WriteStep(json, group, step);
        }

        json.WriteEndArray();
        json.WriteStartArray("countries");
        foreach (var (country, direct, standing) in group.Countries)
        {
            json.WriteStartObject();
            json.WriteString("country", country.Code);
            json.WriteNumber("directShare", Math.Round(direct, 6));
            json.WriteNumber("standingShare", Math.Round(standing, 6));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("crucialFunctions");
        foreach (var function in group.CrucialFunctions)
        {
            json.WriteStringValue(columns.Entities[function]);
            FlushWhenFull(json);
        }

        json.WriteEndArray();
        json.WriteNumber("openFunctions", group.OpenFunctions);
        json.WriteEndObject();
    }

    private static void WriteStep(Utf8JsonWriter json, DependencyGroup group, DependencyStep step)
    {
        json.WriteStartObject();
        json.WriteString("step", Ranges.Word(step.Kind));
        json.WriteString("holds", Ranges.Word(step.Holds));
        if (step is { Value: { } value, Threshold: { } threshold })
        {
            Ranges.Write(json, "value", value);
            json.WriteNumber("threshold", threshold);
        }

        json.WriteBoolean("stated", step.IsStated);
        json.WriteString("settledBy", step.Holds == Truth.Unknown
            ? string.Join("; ", DependencyText.SettledBy(group, step).Select(phrase => phrase.English))
            : null);
        json.WriteEndObject();
    }
}
