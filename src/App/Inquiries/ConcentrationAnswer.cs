using System.Text.Json;
using Sluiswachter.Exchange;
using Sluiswachter.Insight;
using Sluiswachter.Model;
using Sluiswachter.Store;

namespace Sluiswachter.App.Inquiries;

/// <summary>How much hangs on how few, for programs and for people.</summary>
internal sealed class ConcentrationAnswer : InquiryAnswer
{
    private readonly RegisterColumns columns;
    private readonly ConcentrationQuestion question;
    private readonly IReadOnlyList<ConcentrationGroup> groups;
    private readonly bool isComplete;
    private readonly IReadOnlyList<int> top;
    private readonly int threshold;
    private readonly IReadOnlyList<ConcentrationYear> earlier;
    private readonly Yardsticks yardsticks;
    private readonly IReadOnlyDictionary<string, string> names;

    public ConcentrationAnswer(
        RegisterColumns columns, ConcentrationQuestion question, ConcentrationFound found,
        IReadOnlyList<int> top, int threshold, IReadOnlyList<ConcentrationYear> earlier, Yardsticks yardsticks,
        IRegisterReader reader)
    {
        (this.columns, this.question, this.groups) = (columns, question, found.Groups);
        isComplete = found.IsComplete;
        (this.top, this.threshold, this.earlier, this.yardsticks) = (top, threshold, earlier, yardsticks);
        names = reader.Names(
            [.. groups.SelectMany(g => g.Holders).Where(h => h.Entity >= 0).Select(h => columns.Entities[h.Entity])
                .Distinct(StringComparer.Ordinal)],
            columns.At);
    }

    /// <inheritdoc />
    protected internal override void WriteMembers(Utf8JsonWriter json)
    {
        GroupedWords.Write(json, columns.At, question.By, question.Weight);
        json.WriteString("per", Ranges.Word(question.Per));
        json.WriteBoolean("complete", isComplete);
        json.WriteStartArray("groups");
        foreach (var group in groups)
        {
            WriteGroup(json, group);
            FlushWhenFull(json);
        }

        json.WriteEndArray();
    }

    /// <inheritdoc />
    public override Document Tell(Language language, int lines)
    {
        var text = new ConcentrationText(question, language, top, yardsticks);
        var title = text.Title(columns.At);
        if (groups.Count == 0)
        {
            return new Document(title, [new Paragraph(text.NothingToDivide)]);
        }

        List<DocumentPart> parts = [new Paragraph(text.HowToRead), text.Overview(groups)];
        foreach (var group in groups)
        {
            parts.Add(text.Holders(group, NameOf, lines));
            parts.Add(new Paragraph(text.Working(group)));
            parts.AddRange(text.Substitution(group) is { } substitution ? [new Paragraph(substitution)] : []);
            if (earlier.Count > 0)
            {
                parts.Add(new Paragraph(text.Persistence(YearsOf(group), threshold)));
            }
        }

        parts.AddRange(isComplete ? [] : [new Paragraph(text.NotAllThroughOthers)]);
        parts.Add(new Paragraph(text.Sources));
        return new Document(title, parts);
    }

    /// <summary>The day itself first, then earlier years; without a number where the register holds nothing.</summary>
    private IReadOnlyList<(DateOnly At, Bounds? Hhi, Truth Above)> YearsOf(ConcentrationGroup group) =>
    [
        .. earlier.Prepend(new ConcentrationYear(columns.At, groups))
            .Select(year => (year.At, Hhi: year.Groups
                .Where(g => g.Name == group.Name && g.Currency == group.Currency && g.Shares.Total > 0)
                .Select(g => (Bounds?)g.Shares.Hhi).FirstOrDefault()))
            .Select(year => (year.At, year.Hhi, year.Hhi?.Above(threshold) ?? Truth.Unknown)),
    ];

    private string NameOf(HolderShare holder) => holder.Entity < 0
        ? ""
        : names.GetValueOrDefault(columns.Entities[holder.Entity], columns.Entities[holder.Entity]);

    private void WriteGroup(Utf8JsonWriter json, ConcentrationGroup group)
    {
        json.WriteStartObject();
        json.WriteString("group", group.Name);
        if (group.Currency is { } currency)
        {
            json.WriteString("currency", currency);
        }

        json.WriteNumber("members", group.Functions);
        json.WriteNumber("uses", group.Requirements);
        json.WriteNumber("withoutWeight", group.WithoutWeight);
        var isMeasured = group.Shares.Total > 0;
        Ranges.Write(json, "hhi", isMeasured ? group.Shares.Hhi : null);
        Ranges.Write(json, "effectiveNumber", isMeasured ? group.Shares.EffectiveNumber : null);
        json.WriteStartArray("top");
        foreach (var n in top)
        {
            json.WriteStartObject();
            json.WriteNumber("holders", n);
            Ranges.Write(json, "share", isMeasured ? group.Shares.Top(n) : null);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        WritePart(json, "unknownShare", group.Shares.UnknownShare, isMeasured);
        WritePart(json, "missingShare", group.MissingShare, isMeasured);
        WriteReadings(json, isMeasured ? group.Shares.Hhi : null);
        WriteHolders(json, group.Holders, isMeasured);
        WriteSubstitution(json, isMeasured ? group.Substitution : null);
        WritePersistence(json, group);
        json.WriteEndObject();
    }

    private static void WritePart(Utf8JsonWriter json, string name, double part, bool isMeasured)
    {
        if (isMeasured)
        {
            json.WriteNumber(name, Math.Round(part, 6));
        }
        else
        {
            json.WriteNull(name);
        }
    }

    private void WriteReadings(Utf8JsonWriter json, Bounds? measured)
    {
        json.WriteStartArray("readings");
        foreach (var scale in yardsticks.Scales)
        {
            var hhi = measured ?? default;
            var (least, most) = (yardsticks.Reading(scale, hhi.Least), yardsticks.Reading(scale, hhi.Most));
            json.WriteStartObject();
            json.WriteString("scale", scale);
            json.WriteString("atLeast", measured is null ? Ranges.Word(Truth.Unknown) : least.Word);
            json.WriteString("atMost", measured is null ? Ranges.Word(Truth.Unknown) : most.Word);
            json.WriteString("source", most.Source.English);
            json.WriteString("certainty", most.Certainty);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private void WriteHolders(Utf8JsonWriter json, IReadOnlyList<HolderShare> holders, bool isMeasured)
    {
        json.WriteStartArray("holders");
        foreach (var holder in holders)
        {
            json.WriteStartObject();
            if (holder.Entity >= 0)
            {
                json.WriteString("id", columns.Entities[holder.Entity]);
            }

            json.WriteString("country", holder.Country?.Code);
            json.WriteBoolean("known", holder.IsKnown);
            json.WriteNumber("weight", Math.Round(holder.Weight, 6));
            WritePart(json, "share", holder.Share, isMeasured);
            json.WriteNumber("members", holder.Functions);
            if (holder.FunctionsInAll is { } inAll)
            {
                json.WriteNumber("membersInAll", inAll);
            }
            else
            {
                json.WriteNull("membersInAll");
            }

            json.WriteEndObject();
            FlushWhenFull(json);
        }

        json.WriteEndArray();
    }

    private static void WriteSubstitution(Utf8JsonWriter json, Substitution? substitution)
    {
        if (substitution is null)
        {
            json.WriteNull("substitution");
            return;
        }

        json.WriteStartObject("substitution");
        Ranges.Write(json, "another", substitution.Another);
        Ranges.Write(json, "enough", substitution.Enough);
        json.WriteEndObject();
    }

    private void WritePersistence(Utf8JsonWriter json, ConcentrationGroup group)
    {
        if (earlier.Count == 0)
        {
            json.WriteNull("persistence");
            return;
        }

        var years = YearsOf(group);
        json.WriteStartObject("persistence");
        json.WriteNumber("threshold", threshold);
        json.WriteNumber("needed", Persistence.Needed(years.Count));
        json.WriteString("persistent", Ranges.Word(Persistence.Of([.. years.Select(y => y.Above)])));
        json.WriteStartArray("years");
        foreach (var (at, hhi, above) in years)
        {
            json.WriteStartObject();
            json.WriteString("at", GroupedWords.Day(at));
            Ranges.Write(json, "hhi", hhi);
            json.WriteString("above", Ranges.Word(above));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
