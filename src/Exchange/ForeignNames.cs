using Sluiswachter.Model;

namespace Sluiswachter.Exchange;

/// <summary>Reads <c>recognised-names.csv</c> and <c>not-found.csv</c>, as in <c>content/names/</c>.</summary>
public static class ForeignNames
{
    /// <summary>Reads both tables of a folder; a missing <c>not-found.csv</c> is empty.</summary>
    public static ForeignReading<KnownNames> Read(string folder)
    {
        var complaints = new List<Complaint>();
        var recognised = new List<RecognisedName>();
        foreach (var (place, texts) in ForeignCsv.Read(
            Path.Combine(folder, "recognised-names.csv"), ["name", "match", "purpose", "service"], complaints))
        {
            var service = EntityId.Of(texts["service"]);
            if (!service.Holds)
            {
                complaints.Add(new Complaint(place with { Column = "service" }, service.Problem!));
            }
            else if (Roles(texts["purpose"], place, complaints) is var roles && Matches(texts, place, complaints))
            {
                recognised.Add(new RecognisedName(NameOf(texts), roles, service.Value));
            }
        }

        var notFound = Path.Combine(folder, "not-found.csv");
        HashSet<string> names = File.Exists(notFound)
            ? [.. ForeignCsv.Read(notFound, ["name"], complaints).Select(r => r.Texts["name"].ToLowerInvariant())]
            : [];
        return new ForeignReading<KnownNames>(
            complaints.Count == 0 ? new KnownNames(recognised, names) : null, complaints, []);
    }

    private static string NameOf(IReadOnlyDictionary<string, string> texts) =>
        texts["match"] == "asn" ? texts["name"].ToUpperInvariant() : texts["name"].ToLowerInvariant();

    private static bool Matches(IReadOnlyDictionary<string, string> texts, Place place, List<Complaint> complaints)
    {
        if (texts["match"] is not ("suffix" or "asn"))
        {
            complaints.Add(new Complaint(
                place with { Column = "match" }, new NotAChoice(texts["match"], ["suffix", "asn"])));
            return false;
        }

        if (texts["name"].Length > 0)
        {
            return true;
        }

        complaints.Add(new Complaint(place with { Column = "name" }, new MissingValue("name")));
        return false;
    }

    private static NameRoles Roles(string words, Place place, List<Complaint> complaints)
    {
        var roles = NameRoles.None;
        foreach (var word in words.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var role = word switch
            {
                "mailbox" => NameRoles.Mailbox,
                "gateway" => NameRoles.Gateway,
                "sender" => NameRoles.Sender,
                "network" => NameRoles.Network,
                _ => NameRoles.None,
            };
            if (role == NameRoles.None)
            {
                complaints.Add(new Complaint(
                    place with { Column = "purpose" }, new NotAChoice(word, ["mailbox", "gateway", "sender", "network"])));
            }

            roles |= role;
        }

        return roles;
    }
}

/// <summary>What is known of measured names: the services behind them, and those behind which nothing was found.</summary>
/// <param name="Recognised">Names with a service.</param>
/// <param name="NotFound">Names that were looked for in vain.</param>
public sealed record KnownNames(IReadOnlyList<RecognisedName> Recognised, IReadOnlySet<string> NotFound);
