using System.Text;
using System.Text.Json;
using Sluiswachter.Vault;

namespace Sluiswachter.Cli;

/// <summary>What would come with a bucket, and what would not survive the move, for people and for programs.</summary>
internal static class PlanText
{
    /// <summary>For people, a line each.</summary>
    public static string Lines(ArrivalPlan plan, Terminal terminal)
    {
        var stock = plan.Stock;
        var also = string.Concat(plan.Settings.Carried.Keys.Select(setting => $", {setting}"));
        string[] lines =
        [
            terminal.Say(
                $"{plan.Bucket} into {plan.Into}: {stock.Objects} versions of objects ({stock.Current} current), {stock.Markers} delete markers, {stock.Bytes} bytes",
                $"{plan.Bucket} naar {plan.Into}: {stock.Objects} versies van objecten ({stock.Current} huidige), {stock.Markers} verwijdermarkeringen, {stock.Bytes} bytes"),
            terminal.Say(
                $"  comes along: content, metadata, tags, locks, times{also}", $"  komt mee: inhoud, metagegevens, tags, vergrendeling, tijden{also}"),
            .. plan.HasVersions ? (string[])[] : [terminal.Say(
                "  the source lists no versions: only the objects of now come", "  de bron noemt geen versies: alleen de objecten van nu komen mee")],
            .. plan.Losses.Select(loss => terminal.Say("  stays behind: ", "  blijft achter: ") + Terminal.Plain(loss.Says.In(terminal.Language))),
        ];
        return string.Join(Environment.NewLine, lines);
    }

    /// <summary>For programs, as JSON on one line.</summary>
    public static string Json(ArrivalPlan plan)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            Write(writer, plan);
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static void Write(Utf8JsonWriter writer, ArrivalPlan plan)
    {
        writer.WriteStartObject();
        writer.WriteString("bucket", plan.Bucket);
        writer.WriteString("into", plan.Into.Text);
        writer.WriteBoolean("hasVersions", plan.HasVersions);
        writer.WriteNumber("objects", plan.Stock.Objects);
        writer.WriteNumber("current", plan.Stock.Current);
        writer.WriteNumber("markers", plan.Stock.Markers);
        writer.WriteNumber("bytes", plan.Stock.Bytes);
        writer.WriteNumber("largest", plan.Stock.Largest);
        writer.WriteStartArray("carried");
        foreach (var setting in plan.Settings.Carried.Keys)
        {
            writer.WriteStringValue(setting.ToString());
        }

        writer.WriteEndArray();
        writer.WriteStartArray("losses");
        foreach (var loss in plan.Losses)
        {
            writer.WriteStartObject();
            writer.WriteString("kind", loss.Kind.ToString());
            writer.WriteNumber("count", loss.Count);
            writer.WriteString("detail", loss.Detail);
            writer.WriteString("says", loss.Says.English);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
