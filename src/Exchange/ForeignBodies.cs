using Sluiswachter.Model;

namespace Sluiswachter.Exchange;

/// <summary>All bodies of one file together: their ids, their relations and their numbers.</summary>
internal sealed class ForeignBodies
{
    /// <summary>Whose numbering each identifier is, for those that are taken over.</summary>
    private static readonly Dictionary<string, Label> Schemes = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["oin"] = "oin",
        ["tooi"] = "tooi",
        ["roo_id"] = "roo",
        ["kvk"] = "kvk",
        ["rsin"] = "rsin",
        ["owms"] = "owms",
        ["wikidata"] = "wikidata",
        ["organisatiecode"] = "organisatiecode",
    }.ToDictionary(s => s.Key, s => Label.Of(s.Value).Value, StringComparer.Ordinal);

    private readonly IReadOnlyList<ForeignBody> bodies;
    private readonly ForeignBodyDays days;
    private readonly Dictionary<string, long> firstRows = new(StringComparer.Ordinal);
    private readonly Dictionary<string, EntityId> byPolderId = new(StringComparer.Ordinal);
    private readonly Dictionary<string, EntityId> byTooi = new(StringComparer.Ordinal);
    private readonly Dictionary<string, EntityId> byRoo = new(StringComparer.Ordinal);
    private readonly HashSet<string> sharedRoo;
    private readonly Dictionary<string, int> unusedNumbers = new(StringComparer.Ordinal);
    private int otherNames;
    private int abbreviations;
    private int legalForms;
    private int addresses;

    public ForeignBodies(IReadOnlyList<ForeignBody> bodies, IReadOnlyList<ForeignCorrection> corrections)
    {
        this.bodies = bodies;
        days = new ForeignBodyDays(corrections, Complaints);
        sharedRoo = [.. Bearers("roo_id").Where(g => g.Count() > 1).Select(g => g.Key)];
    }

    public List<StatedFact> Facts { get; } = [];

    public List<Complaint> Complaints { get; } = [];

    public void Read()
    {
        foreach (var body in bodies)
        {
            Introduce(body);
        }

        if (Complaints.Exists(c => !c.IsWarning))
        {
            return;
        }

        Facts.Add(new StatedFact(0, SourceOf(bodies.Max(b => ReadOn(b)))));
        foreach (var body in bodies)
        {
            ReadBody(body);
        }

        foreach (var scheme in (string[])["oin", "kvk", "roo_id"])
        {
            WarnOfSharedNumbers(scheme);
        }

        days.WarnOfUnusedCorrections();
    }

    public IReadOnlyList<LeftOut> LeftOut() =>
    [
        .. days.LeftOut(),
        new(
            new Phrase("further names of a body", "verdere namen van een organisatie"),
            new Phrase(
                "former names and names of merged entries are not told apart there",
                "eerdere namen en namen van samengevoegde vermeldingen zijn daar niet te onderscheiden"),
            otherNames),
        new(
            new Phrase("abbreviations", "afkortingen"),
            new Phrase("no counterpart in the register", "geen tegenhanger in het register"),
            abbreviations),
        new(
            new Phrase("legal forms", "rechtsvormen"),
            new Phrase("no counterpart in the register", "geen tegenhanger in het register"),
            legalForms),
        new(
            new Phrase("addresses of source pages", "adressen van bronpagina's"),
            new Phrase("news addresses name persons", "adressen van nieuwsberichten noemen personen"),
            addresses),
        .. unusedNumbers.OrderBy(n => n.Key, StringComparer.Ordinal).Select(n => new LeftOut(
            new Phrase($"identifiers {n.Key}", $"nummers {n.Key}"),
            new Phrase("not needed to know the body again", "niet nodig om de organisatie te herkennen"),
            n.Value)),
    ];

    private void Introduce(ForeignBody body)
    {
        var id = EntityId.Of(IdOf(body));
        if (!id.Holds)
        {
            Complain(body, "id", id.Problem!, isWarning: false);
            return;
        }

        foreach (var text in (string[])[body.PolderId, id.Value.Text])
        {
            if (!firstRows.TryAdd(text, body.At.Row))
            {
                Complain(body, "id", new SeenBefore(text, firstRows[text]), isWarning: false);
                return;
            }
        }

        byPolderId.Add(body.PolderId, id.Value);
        if (body.Identifier("tooi") is { } tooi)
        {
            byTooi.TryAdd(tooi, id.Value);
        }

        if (body.Identifier("roo_id") is { } roo)
        {
            byRoo.TryAdd(roo, id.Value);
        }
    }

    /// <summary>The TOOI code, else a number in the register of bodies that is the body's alone, else polder's id.</summary>
    private string IdOf(ForeignBody body)
    {
        if (body.Identifier("tooi") is { } tooi)
        {
            return tooi[(tooi.LastIndexOf('/') + 1)..];
        }

        return body.Identifier("roo_id") is { } roo && !sharedRoo.Contains(roo)
            ? "roo:" + roo
            : "polder:" + (body.PolderId.StartsWith("org:", StringComparison.Ordinal)
                ? body.PolderId["org:".Length..]
                : body.PolderId);
    }

    private void ReadBody(ForeignBody body)
    {
        var at = body.At;
        var id = byPolderId[body.PolderId];
        var stated = new Provenance(
            days.Of(body), SourceId.Of(ForeignOrganisationsNl.SourceText).Value, Basis.Declared, ReadOn(body),
            Marking.Public);
        Facts.Add(new StatedFact(at.Row, new Organisation(
            id, body.Name, body.Kind, ParentOf(body), MinistryOf(body), Country.Of("NL").Value, null,
            at.Label("website"), stated)));
        foreach (var (scheme, value) in body.Identifiers)
        {
            ReadIdentifier(body, id, scheme, value, stated with { Validity = Validity.Always });
        }

        otherNames += at.Items("names").Count - 1;
        abbreviations += at.Objects("names").Count(n => n.Text("abbr") is not null);
        legalForms += at.Text("legal_form") is null ? 0 : 1;
        addresses += at.Objects("sources", required: false).Count(s => s.Text("url") is not null);
    }

    private void ReadIdentifier(ForeignBody body, EntityId id, string scheme, Label value, Provenance stated)
    {
        var repeatsTooi = scheme == "organisatiecode" && body.Identifier("tooi") is not null;
        if (Schemes.TryGetValue(scheme, out var ours) && !repeatsTooi)
        {
            Facts.Add(new StatedFact(body.At.Row, new Identifier(id, ours, value, stated)));
        }
        else
        {
            unusedNumbers[scheme] = unusedNumbers.GetValueOrDefault(scheme) + 1;
        }
    }

    private EntityId? ParentOf(ForeignBody body)
    {
        if (body.At.Text("parent_id") is not { } parent)
        {
            return null;
        }

        if (byPolderId.TryGetValue(parent, out var id) && parent != body.PolderId)
        {
            return id;
        }

        Complain(body, "parent_id", new NotInThisFile(parent));
        return null;
    }

    private EntityId? MinistryOf(ForeignBody body)
    {
        if (body.At.Object("relation_to_ministerie", required: false) is not { } relation)
        {
            return null;
        }

        if ((relation.Text("tooi") is { } tooi && byTooi.TryGetValue(tooi, out var id)) ||
            (relation.Text("roo_id") is { } roo && byRoo.TryGetValue(roo, out id)))
        {
            return id;
        }

        var named = relation.Text("naam") ?? relation.Text("tooi") ?? "";
        Complain(body, "relation_to_ministerie", new NotInThisFile(named));
        return null;
    }

    private void WarnOfSharedNumbers(string scheme)
    {
        foreach (var shared in Bearers(scheme).Where(g => g.Count() > 1))
        {
            string[] ids = [.. shared.Select(b => byPolderId[b.PolderId].Text)];
            Complain(shared.First(), "identifiers." + scheme, new SharedNumber(Schemes[scheme].Text, shared.Key, ids));
        }
    }

    private IEnumerable<IGrouping<string, ForeignBody>> Bearers(string scheme) =>
        bodies.Where(b => b.Identifier(scheme) is not null).GroupBy(b => b.Identifier(scheme)!, StringComparer.Ordinal);

    private void Complain(ForeignBody body, string path, Problem problem, bool isWarning = true) =>
        Complaints.Add(new Complaint(new Place(body.At.File, body.At.Row, path), problem, isWarning));

    private static DateOnly? ReadOn(ForeignBody body) => ForeignBodyDays.ReadOn(body).Select(d => (DateOnly?)d).Max();

    private static Source SourceOf(DateOnly? day) => new(
        SourceId.Of(ForeignOrganisationsNl.SourceText).Value,
        Label.Of("Dutch public bodies, gathered by polder from the Register van Overheidsorganisaties and others").Value,
        Label.Of("https://github.com/anneschuth/polder").Value,
        Label.Of("CC0-1.0").Value,
        Label.Of("anneschuth/polder").Value,
        day,
        new Provenance(Validity.Always, Marking: Marking.Public));
}
