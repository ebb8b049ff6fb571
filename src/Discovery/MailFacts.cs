using Sluiswachter.Model;

namespace Sluiswachter.Discovery;

/// <summary>What a measurement of mail says about who depends on whom.</summary>
/// <param name="Facts">The facts with their rows in the measurement, bodies included.</param>
/// <param name="Coverage">How many of the measured names are understood.</param>
/// <param name="LeftOut">What was measured and not concluded from, counted, with the reason.</param>
public sealed record DiscoveredMail(
    IReadOnlyList<StatedFact> Facts, NameCoverage Coverage, IReadOnlyList<LeftOut> LeftOut);

/// <summary>Turns measured mail into facts.</summary>
/// <remarks>
/// <para>
/// Per body: its mail is a function that needs the holder of the mailboxes, and, where other hosts than the holder's
/// receive its mail, one of those (a sender tries every MX host in turn, RFC 5321 section 5.1). Every domain that its
/// SPF record includes is a function of its own, mail sent in its name, which the mailbox never needs.
/// </para>
/// <para>
/// A name that the directory does not know becomes a service of a supplier without country. The same measurement gives
/// the same facts, in the same order. See <c>docs/formats/mxmap-nl.md</c>.
/// </para>
/// </remarks>
public static class MailFacts
{
    /// <summary>What the facts of a measurement are.</summary>
    public static DiscoveredMail Of(MailMeasurement measurement, NameDirectory directory)
    {
        var reading = new MailReading(measurement, directory);
        foreach (var body in measurement.Bodies)
        {
            reading.ReadBody(body);
        }

        reading.ReadNetworks();
        return new DiscoveredMail(reading.Facts, reading.Coverage(), [.. reading.LeftOut().Where(l => l.Times > 0)]);
    }
}

/// <summary>One measurement, on its way to facts.</summary>
internal sealed class MailReading
{
    private const NameRoles Receiving = NameRoles.Gateway | NameRoles.Mailbox;

    /// <summary>The measurement's words for holders, and a name by which the directory knows each.</summary>
    private static readonly Dictionary<string, string> HolderNames = new(StringComparer.Ordinal)
    {
        ["microsoft"] = "mail.protection.outlook.com",
        ["google"] = "google.com",
    };

    /// <summary>Words of the measurement for what it did not recognise: no holder follows from them.</summary>
    private static readonly HashSet<string> HolderUnknown = ["independent", "local-isp", "unknown", "none"];

    private readonly MailMeasurement measurement;
    private readonly NameDirectory directory;
    private readonly DateOnly? lastDay;
    private readonly NamedServices services;
    private readonly SeenNames seen = new();
    private readonly SortedDictionary<string, (EntityId Service, SortedSet<long> Networks)> networks =
        new(StringComparer.Ordinal);

    private int holdersUnknown;
    private int autodiscoverElsewhere;
    private int otherSpfNames;
    private int macroNames;

    public MailReading(MailMeasurement measurement, NameDirectory directory)
    {
        (this.measurement, this.directory) = (measurement, directory);
        lastDay = measurement.Bodies.Max(b => b.MeasuredOn);
        services = new NamedServices(directory, Stated(lastDay), Facts);
        Facts.Add(new StatedFact(0, measurement.Source));
    }

    public List<StatedFact> Facts { get; } = [];

    public void ReadBody(MeasuredMail body)
    {
        var stated = Stated(body.MeasuredOn);
        Facts.Add(new StatedFact(body.Row, new Organisation(
            body.Body, body.BodyName, measurement.BodyKind, null, null, measurement.Country, body.People, null, stated)));
        Facts.Add(new StatedFact(body.Row, new Identifier(
            body.Body, Label.Of("domain").Value, Label.Of(body.Domain).Value, stated)));
        ReadMailbox(body, stated);
        ReadSenders(body, stated);
    }

    /// <summary>What the hosts of one service stand in: needed once all of its networks are recognised.</summary>
    public void ReadNetworks()
    {
        foreach (var (name, (service, numbers)) in networks)
        {
            var carriers = numbers.Select(directory.ServiceOfNetwork).Distinct().ToList();
            var id = $"mxmap:network-of:{name}";
            if (!carriers.Exists(c => c is null || c == service) && RequirementId.Of(id).Holds)
            {
                Require(0, id, service, Purpose.Network, carriers.Select(c => c!.Value), Stated(lastDay));
            }
        }
    }

    public NameCoverage Coverage() => new(measurement.Bodies.Count, seen.Names(directory));

    public IReadOnlyList<LeftOut> LeftOut() =>
    [
        new(
            new Phrase(
                "bodies of which the holder of the mailboxes is not known",
                "organisaties waarvan onbekend is wie de postbussen houdt"),
            new Phrase(
                "the measurement names a class or a network, not a holder; only who receives the mail is taken",
                "de meting noemt een klasse of netwerk, geen houder; alleen wie de mail ontvangt is overgenomen"),
            holdersUnknown),
        new(
            new Phrase(
                "of these, bodies whose autodiscover leads to a recognised holder",
                "daarvan organisaties waarvan autodiscover naar een herkende houder leidt"),
            new Phrase(
                "shows where mail programs look for settings; the measurement draws no conclusion from it",
                "toont waar mailprogramma's instellingen zoeken; de meting trekt er geen conclusie uit"),
            autodiscoverElsewhere),
        new(
            new Phrase(
                "names in a:, mx:, exists:, ptr: and redirect= of SPF records",
                "namen in a:, mx:, exists:, ptr: en redirect= van SPF-records"),
            new Phrase(
                "single hosts and records kept elsewhere; senders are counted by include:",
                "losse hosts en elders bewaarde records; verzenders zijn geteld naar include:"),
            otherSpfNames),
        new(
            new Phrase("includes without a readable domain", "includes zonder leesbaar domein"),
            new Phrase("the domain is filled in per message", "het domein wordt per bericht ingevuld"),
            macroNames),
    ];

    private void ReadMailbox(MeasuredMail body, Provenance stated)
    {
        var id = $"mxmap:{body.Code}:mailbox";
        var holder = HolderOf(body);
        var receivers = body.MxHosts.Select(h => services.Of(h, Receiving, body.Row)).Distinct().ToList();
        foreach (var host in body.MxHosts)
        {
            seen.Note(body, host, Receiving, services.IsRecognised(host, Receiving));
        }

        AddFunction(body, id, $"E-mail van {measurement.BodyKind.Text} {body.BodyName.Text}", body.People, stated);
        var function = EntityId.Of(id).Value;
        if (receivers.Exists(r => r != holder))
        {
            Require(body.Row, id + ":mx", function, Purpose.Mail, receivers, stated);
        }

        if (holder is { } known)
        {
            Require(body.Row, id + ":holder", function, Purpose.Mail, [known], stated);
        }

        if (receivers.Count == 1)
        {
            NoteNetworks(receivers[0], body.MxNetworks);
        }
    }

    private EntityId? HolderOf(MeasuredMail body)
    {
        if (!HolderUnknown.Contains(body.Holder))
        {
            return services.Of(HolderNames.GetValueOrDefault(body.Holder, body.Holder), NameRoles.Mailbox, body.Row);
        }

        holdersUnknown++;
        if (body.AutodiscoverHost is { } host && services.IsRecognised(host, NameRoles.Mailbox))
        {
            autodiscoverElsewhere++;
        }

        return null;
    }

    private void ReadSenders(MeasuredMail body, Provenance stated)
    {
        var own = RegistrableDomain.Of(body.Domain);
        var spf = SpfRecord.Of(body.Spf);
        otherSpfNames += spf.OtherNames.Count(n => RegistrableDomain.Of(n) is { } domain && domain != own);
        var senders = new SortedDictionary<string, List<string>>(StringComparer.Ordinal);
        foreach (var name in spf.Includes)
        {
            if (RegistrableDomain.Of(name) is not { } domain || !IsReadable(domain))
            {
                macroNames++;
            }
            else if (domain != own)
            {
                seen.Note(body, name, NameRoles.Sender, services.IsRecognised(name, NameRoles.Sender));
                (senders.TryGetValue(domain, out var names) ? names : senders[domain] = []).Add(name);
            }
        }

        foreach (var (domain, names) in senders)
        {
            var id = $"mxmap:{body.Code}:sender:{domain}";
            var text = $"E-mail namens {measurement.BodyKind.Text} {body.BodyName.Text} via {domain}";
            AddFunction(body, id, text, 0, stated);
            Require(
                body.Row, id, EntityId.Of(id).Value, Purpose.Mail,
                names.Select(n => services.Of(n, NameRoles.Sender, body.Row)).Distinct(), stated);
        }
    }

    /// <summary>Whether a domain is filled in, and short enough for a name in the DNS (RFC 1035 section 2.3.4).</summary>
    private static bool IsReadable(string domain) =>
        domain.Split('.').All(l => l.Length <= 63) && domain.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-');

    private void AddFunction(MeasuredMail body, string id, string text, long? people, Provenance stated)
    {
        var name = Label.Of(text);
        Facts.Add(new StatedFact(body.Row, new Function(
            EntityId.Of(id).Value, body.Body, name.Holds ? name.Value : body.BodyName, null, null, null, null, people,
            null, stated)));
    }

    private void Require(
        long row, string id, EntityId consumer, Purpose purpose, IEnumerable<EntityId> anyOf, Provenance stated)
    {
        var requirement = RequirementId.Of(id).Value;
        Facts.Add(new StatedFact(row, Requirement.Of(
            requirement, consumer, purpose, 1, null, null, RequirementStatus.InUse, null, null, stated).Value));
        foreach (var service in anyOf)
        {
            Facts.Add(new StatedFact(row, new Alternative(
                requirement, service, null, AlternativeRole.Active, null, null, null, stated)));
        }
    }

    private void NoteNetworks(EntityId service, IReadOnlyList<long> numbers)
    {
        if (numbers.Count == 0)
        {
            return;
        }

        if (!networks.TryGetValue(service.Text, out var known))
        {
            networks.Add(service.Text, known = (service, []));
        }

        known.Networks.UnionWith(numbers);
    }

    private Provenance Stated(DateOnly? day) =>
        new(Validity.Always, measurement.Source.Id, Basis.Measured, day, Marking.Public);
}
