using System.Text.Json;
using Sluiswachter.App.Uses;
using Sluiswachter.Model;

namespace Sluiswachter.App.Inquiries;

/// <summary>The table of the Court of Audit, for programs and for people.</summary>
internal sealed class ReportAnswer : InquiryAnswer
{
    private static readonly CloudPlace[] Places = [CloudPlace.Public, CloudPlace.PrivateOrHybrid, CloudPlace.Unknown];

    private readonly ServicesInUse used;
    private readonly IReadOnlyDictionary<string, string> names;
    private readonly Line total;
    private readonly List<Line> places;
    private readonly List<Line> ministries;
    private readonly List<Line> bodies;
    private readonly List<Line> controllers;

    /// <summary>Counts.</summary>
    /// <param name="used">The services in use.</param>
    /// <param name="names">The names of ministries by their ids.</param>
    public ReportAnswer(ServicesInUse used, IReadOnlyDictionary<string, string> names)
    {
        (this.used, this.names) = (used, names);
        total = Line.Of(null, "", used.All);
        places = [.. Places.Select(p => Line.Of(RulingTold.WordOf(p), "", used.All.Where(s => s.Place == p)))];
        var asMinistry = used.All.Select(s => s.Body.Ministry?.Text).OfType<string>().ToHashSet(StringComparer.Ordinal);
        ministries = Lines(s => s.Body.Ministry?.Text ?? (asMinistry.Contains(s.Body.Id.Text) ? s.Body.Id.Text : null), _ => "");
        bodies = Lines(s => s.Body.Id.Text, s => s.Body.Name.Text);
        controllers = Lines(s => s.Controller.Id.Text, s => s.Controller.Name.Text);
    }

    /// <inheritdoc />
    protected internal override void WriteMembers(Utf8JsonWriter json)
    {
        json.WriteDay("at", used.At);
        json.WritePropertyName("total");
        total.Write(json);
        json.WriteStartObject("notCounted");
        json.WriteNumber("duplicates", used.Duplicates);
        json.WriteNumber("plannedOrConsidered", used.NotInUse);
        json.WriteEndObject();
        WriteLines(json, "deployments", places);
        WriteLines(json, "ministries", ministries);
        WriteLines(json, "bodies", bodies);
        WriteLines(json, "controllers", controllers);
    }

    /// <inheritdoc />
    public override Document Tell(Language language, int lines)
    {
        var title = new Phrase(
            $"Cloud services in use on {used.At:yyyy-MM-dd}", $"Clouddiensten in gebruik op {used.At:yyyy-MM-dd}").In(language);
        return new Document(title, used.All.Count == 0 ? [new Paragraph(InShort(language))] :
        [
            new Paragraph(InShort(language)),
            TableOf(new("By kind of cloud", "Naar soort cloud"), new("kind", "soort"), places, l => PlaceIn(l, language)),
            TableOf(new("By ministry", "Naar ministerie"), new("ministry", "ministerie"), ministries, l => l.Id is { } id
                ? names.GetValueOrDefault(id, id)
                : new Phrase("under none that is known", "onder geen bekend ministerie").In(language)),
            TableOf(new("By body", "Naar organisatie"), new("body", "organisatie"), bodies, l => l.Name),
            TableOf(
                new("By who controls the supplier", "Naar wie zeggenschap heeft over de leverancier"), new("controller", "zeggenschap"),
                controllers, l => l.Name),
        ]);

        Table TableOf(Phrase heading, Phrase subject, IReadOnlyList<Line> all, Func<Line, string> name) => Table.Of(
            heading.In(language),
            [
                subject.In(language), Number("uses", "gebruik"), Number("public", "publiek"),
                Number("of which material", "waarvan materieel"), Number("of these without analysis", "daarvan zonder analyse"),
                Number("share", "aandeel"),
            ],
            all, Math.Max(lines, places.Count),
            l =>
            [
                name(l), Figures.Number(l.Uses, language), Figures.Number(l.Public, language),
                Figures.Number(l.PublicMaterial, language), Figures.Number(l.NotAnalysed, language),
                Figures.Share(l.NotAnalysed, l.PublicMaterial, language),
            ]);

        TableColumn Number(string english, string dutch) => new(new Phrase(english, dutch).In(language), IsNumber: true);
    }

    private static string PlaceIn(Line line, Language language) => (line.Id switch
    {
        "public" => new Phrase("public", "publiek"),
        "unknown" => new Phrase("unknown", "onbekend"),
        _ => new Phrase("private or hybrid", "privaat of hybride"),
    }).In(language);

    private string InShort(Language language)
    {
        var (all, without, material) = (N(total.Uses), N(total.NotAnalysed), N(total.PublicMaterial));
        var kinds = places.Select(l => N(l.Uses)).ToList();
        var share = Figures.Share(total.NotAnalysed, total.PublicMaterial, language);
        return new Phrase(
            $"Services in use, each counted once for each body: {all} = public {kinds[0]} + private or hybrid {kinds[1]} + unknown {kinds[2]}. " +
            $"Of the public ones material: {material}; of these without an approved risk analysis: {without} of {material} ({share}). " +
            $"Not counted: registered twice {N(used.Duplicates)}, planned or considered {N(used.NotInUse)}. " +
            $"Public ones of which nobody said whether they are material: {N(places[0].MaterialUnknown)}.",
            $"Diensten in gebruik, per organisatie één keer geteld: {all} = publiek {kinds[0]} + privaat of hybride {kinds[1]} + onbekend {kinds[2]}. " +
            $"Van de publieke materieel: {material}; daarvan zonder goedgekeurde risicoanalyse: {without} van {material} ({share}). " +
            $"Niet geteld: dubbel geregistreerd {N(used.Duplicates)}, gepland of overwogen {N(used.NotInUse)}. " +
            $"Publieke waarvan niemand zei of ze materieel zijn: {N(places[0].MaterialUnknown)}.").In(language);

        string N(long number) => Figures.Number(number, language);
    }

    private static void WriteLines(Utf8JsonWriter json, string name, IReadOnlyList<Line> lines)
    {
        json.WriteStartArray(name);
        foreach (var line in lines)
        {
            line.Write(json);
            FlushWhenFull(json);
        }

        json.WriteEndArray();
    }

    /// <summary>Lines by something, those with the most public material uses first.</summary>
    private List<Line> Lines(Func<ServiceInUse, string?> id, Func<ServiceInUse, string> name) =>
    [
        .. used.All.GroupBy(id).Select(group => Line.Of(group.Key, name(group.First()), group))
            .OrderByDescending(l => l.PublicMaterial).ThenByDescending(l => l.Public).ThenByDescending(l => l.Uses)
            .ThenBy(l => l.Id, StringComparer.Ordinal),
    ];

    private sealed record Line(
        string? Id, string Name, int Uses, int Public, int Material, int MaterialUnknown, int PublicMaterial, int Analysed)
    {
        public int NotAnalysed => PublicMaterial - Analysed;

        public static Line Of(string? id, string name, IEnumerable<ServiceInUse> services)
        {
            List<ServiceInUse> all = [.. services];
            List<ServiceInUse> material = [.. all.Where(s => s.Place == CloudPlace.Public && s.IsMaterial == true)];
            return new Line(
                id, name, all.Count, all.Count(s => s.Place == CloudPlace.Public), all.Count(s => s.IsMaterial == true),
                all.Count(s => s.IsMaterial is null), material.Count, material.Count(s => s.HasAnalysis));
        }

        public void Write(Utf8JsonWriter json)
        {
            json.WriteStartObject();
            json.WriteString("id", Id);
            json.WriteNumber("uses", Uses);
            json.WriteNumber("public", Public);
            json.WriteNumber("material", Material);
            json.WriteNumber("materialUnknown", MaterialUnknown);
            json.WriteNumber("publicMaterial", PublicMaterial);
            json.WriteNumber("publicMaterialAnalysed", Analysed);
            json.WriteNumber("publicMaterialNotAnalysed", NotAnalysed);
            json.WriteEndObject();
        }
    }
}
