using System.Text.Json;
using Sluiswachter.Model;

namespace Sluiswachter.Exchange;

/// <summary>Reads how the mail of the Dutch municipalities was measured by mxmap, as plain records.</summary>
/// <remarks>
/// Format <c>mxmap-nl</c>: a folder with <c>summary-nl.json</c>, <c>dns_cache-nl.json</c> (days and networks) and
/// <c>municipalities-nl.json</c> (who was to be measured), or the summary alone. What the measured names mean is not for
/// this room to say; see <c>docs/formats/mxmap-nl.md</c>.
/// </remarks>
public static class ForeignMxmapNl
{
    /// <summary>The source of the measurement.</summary>
    public const string SourceText = "mxmap:nl";

    internal const string Summary = "summary-nl.json";
    private const string Cache = "dns_cache-nl.json";
    private const string Municipalities = "municipalities-nl.json";

    /// <summary>Reads a folder or a summary file.</summary>
    public static ForeignReading<MailMeasurement> Read(string path)
    {
        var complaints = new List<Complaint>();
        var isFolder = Directory.Exists(path);
        var summary = ForeignJson.Open(isFolder ? Path.Combine(path, Summary) : path, complaints);
        var reader = new MxmapReader(
            OpenPart(path, isFolder, Cache, MissingCache, complaints), complaints);
        if (summary is { } root && root.Is(JsonValueKind.Array))
        {
            reader.ReadBodies(root);
            if (OpenPart(path, isFolder, Municipalities, MissingMunicipalities, complaints) is { } planned)
            {
                reader.Compare(planned);
            }

            if (reader.Bodies.Count == 0)
            {
                root.Complain("", new NothingInIt());
            }
        }

        Complaint[] each = [.. complaints.Distinct()];
        return Array.Exists(each, c => !c.IsWarning)
            ? new ForeignReading<MailMeasurement>(null, each, [])
            : new ForeignReading<MailMeasurement>(
                new MailMeasurement(
                    SourceOf(reader.Bodies.Max(b => b.MeasuredOn)), Country.Of("NL").Value, Label.Of("gemeente").Value,
                    reader.Bodies),
                each,
                [.. reader.LeftOut().Where(l => l.Times > 0)]);
    }

    private static Phrase MissingCache => new(
        "the days of the measurement and the networks of the mail servers stay unknown",
        "de dagen van de meting en de netwerken van de mailservers blijven onbekend");

    private static Phrase MissingMunicipalities => new(
        "whether municipalities are missing from the measurement stays unknown",
        "of er gemeenten in de meting ontbreken blijft onbekend");

    private static ForeignJson? OpenPart(
        string path, bool isFolder, string part, Phrase unknown, List<Complaint> complaints)
    {
        var file = isFolder ? Path.Combine(path, part) : "";
        if (File.Exists(file))
        {
            return ForeignJson.Open(file, complaints);
        }

        complaints.Add(new Complaint(
            new Place(isFolder ? part : Path.GetFileName(path)), new PartOfMeasurementMissing(part, unknown),
            IsWarning: true));
        return null;
    }

    private static Source SourceOf(DateOnly? day) => new(
        SourceId.Of(SourceText).Value,
        Label.Of("mxmap: mail of the Dutch municipalities, measured in the DNS").Value,
        Label.Of("https://github.com/mxmap-it/mxmap.it").Value,
        Label.Of("CC-BY-SA-4.0").Value,
        Label.Of("mxmap-it/mxmap.it").Value,
        day,
        new Provenance(Validity.Always, Marking: Marking.Public));
}

/// <summary>The rows of one measurement, on their way to plain records.</summary>
internal sealed class MxmapReader(ForeignJson? cache, ICollection<Complaint> complaints)
{
    private readonly Dictionary<string, long> seen = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> unread = new(StringComparer.Ordinal);

    public List<MeasuredMail> Bodies { get; } = [];

    public void ReadBodies(ForeignJson root)
    {
        foreach (var row in root.Items().Where(i => i.Is(JsonValueKind.Object)))
        {
            if (ReadBody(row) is not { } body)
            {
                continue;
            }

            if (seen.TryAdd(body.Code, row.Row))
            {
                Bodies.Add(body);
            }
            else
            {
                row.Complain("bfs", new SeenBefore(body.Code, seen[body.Code]));
            }
        }
    }

    /// <summary>Warns of bodies that were to be measured and have no row.</summary>
    public void Compare(ForeignJson planned)
    {
        if (!planned.Is(JsonValueKind.Array))
        {
            return;
        }

        foreach (var row in planned.Items().Where(i => i.Is(JsonValueKind.Object)))
        {
            if (row.Text("id", required: true) is { } id && CodeOf(id) is { } code && !seen.ContainsKey(code))
            {
                row.Complain("id", new NotMeasured(code, row.Text("name") ?? ""), isWarning: true);
            }
        }
    }

    public IEnumerable<LeftOut> LeftOut() =>
        unread.OrderBy(u => u.Key, StringComparer.Ordinal).Select(u => new LeftOut(
            new Phrase($"bodies with {u.Key}", $"organisaties met {u.Key}"),
            new Phrase(
                "evidence behind the measurement's own conclusion, not a dependence by itself",
                "bewijs achter de conclusie van de meting, op zichzelf geen afhankelijkheid"),
            u.Value));

    private MeasuredMail? ReadBody(ForeignJson row)
    {
        var before = complaints.Count(c => !c.IsWarning);
        var id = row.Text("bfs", required: true);
        var code = id is null ? null : CodeOf(id);
        if (id is not null && code is null)
        {
            row.Complain("bfs", new NotABodyCode(id));
        }

        var name = row.Label("name", required: true);
        var domain = HostIn(row, "domain", row.Text("domain", required: true));
        var holder = HostIn(row, "provider", row.Text("provider", required: true));
        var hosts = row.Texts("mx").Select(h => HostIn(row, "mx", h)).Where(h => h is not null).Select(h => h!)
            .Distinct().Order(StringComparer.Ordinal).ToList();
        var autodiscover = row.Object("autodiscover", required: false);
        var target = autodiscover is { } found
            ? HostIn(found, "autodiscover_cname", found.Text("autodiscover_cname") ?? found.Text("autodiscover_srv"))
            : null;
        var people = row.Count("population");
        var spf = row.Text("spf") ?? "";
        if (complaints.Count(c => !c.IsWarning) > before)
        {
            return null;
        }

        foreach (var unreadName in (string[])["dkim", "gateway", "isp_name", "mx_countries", "tenant", "txt_verifications"])
        {
            if (row.Element.TryGetProperty(unreadName, out _))
            {
                unread[unreadName] = unread.GetValueOrDefault(unreadName) + 1;
            }
        }

        var (day, networks) = ReadCache(domain!);
        return new MeasuredMail(
            row.Row, EntityId.Of(code!.ToLowerInvariant()).Value, name!.Value, code, domain!, people, day, hosts, networks,
            holder!, target, spf);
    }

    /// <summary>The day on which a domain was measured, and the networks of its mail servers.</summary>
    private (DateOnly? Day, IReadOnlyList<long> Networks) ReadCache(string domain)
    {
        if (cache?.Object(domain, required: false) is not { } answers)
        {
            return (null, []);
        }

        DateOnly? day = answers.Count("ts") is { } seconds and <= LastSecond
            ? DateOnly.FromDateTime(DateTimeOffset.FromUnixTimeSeconds(seconds).UtcDateTime)
            : null;
        var networks = answers.Items("mx_asns", required: false)
            .Where(n => n.Is(JsonValueKind.Number)).Select(n => n.Element.TryGetInt64(out var number) ? number : 0)
            .Where(n => n > 0).Distinct().Order();
        return (day, [.. networks]);
    }

    /// <summary>The last second of the year 9999.</summary>
    private const long LastSecond = 253_402_300_799;

    /// <summary>The TOOI code of a municipality in capitals: <c>NL-0014</c> is <c>GM0014</c>.</summary>
    private static string? CodeOf(string id) =>
        id is ['N', 'L', '-', _, _, _, _] && id[3..].All(char.IsAsciiDigit) ? "GM" + id[3..] : null;

    private static string? HostIn(ForeignJson place, string name, string? text)
    {
        if (text is null)
        {
            return null;
        }

        var host = text.TrimEnd('.').ToLowerInvariant();
        if (host.Length is > 0 and < 150 && host.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_'))
        {
            return host;
        }

        place.Complain(name, new NotAHostName(text));
        return null;
    }
}
