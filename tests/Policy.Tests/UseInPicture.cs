using System.Globalization;
using Sluiswachter.Model;

namespace Sluiswachter.Policy.Tests;

/// <summary>Reads what is known of a use from a line that people can read.</summary>
/// <remarks>
/// <code>
/// body: zbo; supplier: NL; owners: DE ?; cloud: public, saas, in NL US, keys with us; reach: US by CLOUD Act; reach: GB safe
/// function: vital, primary, no large scale, base register, special, confidential, clear, mail, material, since 2026-08-01
/// has: risk-analysis 2026-01-01, review 2026-06-01, concludes high, confidential; draft: dpia
/// exit: drawn 2026-01-01, tested 2026-05-01, failed, planned, no sudden, destruction, to harbour, to polder falling
/// decided: notified 2026-08-01, on data-act/29-switching; contract: from 2026-01-01, until 2026-12-31, notice 90, resold, terms none
/// planned          in place of in use;   weighing          no register behind it;   told: exit-plan yes
/// </code>
/// Every part may stand more than once where there can be more, and be left out: then it is unknown. A use without a
/// function serves nothing that is known.
/// </remarks>
internal sealed class UseInPicture
{
    private readonly List<Supplier> owners = [];
    private readonly List<ForeignReach> reach = [];
    private readonly List<ServedFunction> functions = [];
    private readonly List<Assessment> assessments = [];
    private readonly List<ExitWay> exits = [];
    private readonly List<Decision> decisions = [];
    private readonly List<Contract> contracts = [];
    private readonly Dictionary<UseQuestion, string> told = [];
    private (string? Kind, string? Country, bool Planned, bool Weighing) said;
    private Service service = new(
        Id("cloud"), Name("cloud"), Id("acme"), ServiceModels.None, null, [], null, null, Provenance.Unstated);

    public static Use Read(string picture)
    {
        var reader = new UseInPicture();
        foreach (var part in picture.Split([';', '\n'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var colon = part.IndexOf(": ", StringComparison.Ordinal);
            reader.Part(
                colon < 0 ? part : part[..colon],
                colon < 0 ? [] : part[(colon + 2)..].Split(',', StringSplitOptions.TrimEntries));
        }

        return reader.Use();
    }

    /// <summary>What a clause says about a use on a day: nothing, met, <c>broken: …</c> or <c>open: question</c>.</summary>
    public static string Hold<TClause>(string picture, string at = "2026-11-01")
        where TClause : UseClause, new() => Say(new TClause().Hold(Read(picture), Day(at)));

    public static string Say(Ruling? ruling) => ruling switch
    {
        null => "",
        Ruling.Met => "met",
        Ruling.Broken broken => $"broken: {broken.Says.English}",
        Ruling.Open open => $"open: {AskedQuestion.Of(open.Missing).Word}",
        _ => throw new ArgumentOutOfRangeException(nameof(ruling)),
    };

    public static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static EntityId Id(string text) => EntityId.Of(text).Value;

    private static Label Name(string text) => Label.Of(text).Value;

    private static Provenance From(string? day, bool confidential = false) => new(
        Validity.Of(day is null ? null : Day(day), null).Value,
        Marking: confidential ? Marking.Confidential : Marking.Internal);

    private static Supplier Supplier(string name, string? country) => new(
        Id(name), Name(name), country is null or "?" ? null : Country.Of(country).Value, null, Provenance.Unstated);

    private Use Use() => new()
    {
        Body = new Organisation(
            Id("town"), Name("town"), said.Kind is null ? null : Name(said.Kind), null, null, null, null, null, Provenance.Unstated),
        Service = service,
        Supplier = Supplier("acme", said.Country),
        Controllers = owners,
        Functions = functions,
        Contracts = contracts,
        Dossier = said.Weighing ? null : new UseDossier(assessments, exits, decisions),
        ForeignReach = reach,
        Told = told,
        IsInUse = !said.Planned,
    };

    private void Part(string key, string[] words)
    {
        var all = new Words(words);
        switch (key)
        {
            case "body": said.Kind = words[0]; break;
            case "supplier": said.Country = words[0]; break;
            case "owners": owners.AddRange(words[0].Split(' ').Select((c, i) => Supplier($"owner{i}", c))); break;
            case "planned": said.Planned = true; break;
            case "weighing": said.Weighing = true; break;
            case "cloud": service = Cloud(all); break;
            case "reach": reach.Add(Reach(words[0])); break;
            case "function": functions.Add(Function(all)); break;
            case "has" or "draft": assessments.Add(Assessment(words[0].Split(' '), all, approved: key == "has")); break;
            case "exit": exits.Add(Exit(all)); break;
            case "decided": decisions.Add(Decision(words[0].Split(' '), all)); break;
            case "contract": contracts.Add(Contract(all)); break;
            case "told": Tell(words[0].Split(' ')); break;
            default: throw new ArgumentException($"the picture says '{key}'", nameof(key));
        }
    }

    private void Tell(string[] words) => told[AskedQuestion.All.Single(q => q.Word == words[0]).Question] = words[1];

    private Service Cloud(Words words) => service with
    {
        Deployment = words.Choice<Deployment>(),
        Models = words.Has("saas") ? ServiceModels.Saas : words.Has("iaas") ? ServiceModels.Iaas : ServiceModels.None,
        Regions = [.. (words.After("in") ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(c => Country.Of(c).Value)],
        CustomerHeldKeys = words.After("keys with") switch { null => null, var who => who == "us" },
    };

    private static ForeignReach Reach(string words)
    {
        var by = words.IndexOf(" by ", StringComparison.Ordinal);
        return new ForeignReach(
            Supplier($"in-{words[..2]}", words[..2]), Country.Of(words[..2]).Value, by < 0 ? [] : [words[(by + 4)..]],
            words.EndsWith(" safe", StringComparison.Ordinal) ? new Phrase("a decision", "een besluit") : null, null, null);
    }

    private ServedFunction Function(Words words)
    {
        var number = functions.Count + 1;
        var id = Id($"function{number}");
        var function = new Function(
            id, Id("town"), Name(id.Text), words.Choice<Criticality>(), null, words.Choice<DataClass>(),
            words.Choice<PersonalData>(), null, null, Provenance.Unstated);
        var marks = (words.Flag("primary"), words.Flag("large scale"), words.Flag("base register"));
        var need = Requirement.Of(
            RequirementId.Of($"r{number}").Value, id, words.Choice<Purpose>() ?? Purpose.Hosting, 1, words.Flag("material"), null,
            RequirementStatus.InUse, null, null, Provenance.Unstated).Value;
        return new ServedFunction(
            words.Has("of the whole body") ? null : function,
            marks is (null, null, null) ? null : new Classification(id, marks.Item1, marks.Item2, marks.Item3, Provenance.Unstated),
            need,
            new Alternative(need.Id, service.Id, null, AlternativeRole.Active, words.Choice<DataHandling>(), null, null, Provenance.Unstated),
            words.Date("since"));
    }

    private Assessment Assessment(string[] kindAndDay, Words words, bool approved) => new(
        AssessmentId.Of($"a{assessments.Count + 1}").Value, Words.ChoiceOf<AssessmentKind>(kindAndDay[0])!.Value, null,
        words.After("of") is { } subject ? Id(subject) : service.Id, null, null, null, null, null,
        approved ? Day(kindAndDay[1]) : null, words.Date("review"),
        words.After("concludes") is { } concluded ? Name(concluded) : null, null, null,
        From(approved ? kindAndDay[1] : null, words.Has("confidential")));

    private ExitWay Exit(Words words) => new(
        new ExitPlan(
            ExitPlanId.Of($"plan{exits.Count + 1}").Value, Id("town"), service.Id, null, words.Date("drawn"), words.Date("review"),
            words.Flag("planned"), words.Flag("sudden"), words.Flag("destruction"), words.Date("tested"),
            words.Has("failed") ? false : null, null, null, null, From(words.After("drawn"), words.Has("confidential"))),
        [
            .. words.EachAfter("to").Select(to => to.Split(' ')).Select(to => new ExitTarget(
                service with { Id = Id(to[0]), Name = Name(to[0]) }, Supplier($"{to[0]}-maker", "NL"),
                to.Length > 1 ? Supplier("acme", said.Country) : null)),
        ]);

    private Decision Decision(string[] kindAndDay, Words words) => Model.Decision.Of(
        DecisionId.Of($"d{decisions.Count + 1}").Value, Words.ChoiceOf<DecisionKind>(kindAndDay[0])!.Value, null, service.Id, null,
        words.After("on") is { } clause ? Name(clause) : null, Name("CIO"), kindAndDay.Length > 1 ? Day(kindAndDay[1]) : null, null,
        null, null, null, null, null, null, From(kindAndDay.ElementAtOrDefault(1))).Value;

    private Contract Contract(Words words) => new(
        ContractId.Of($"k{contracts.Count + 1}").Value, Id("town"), Id("acme"), words.Has("resold") ? Id("reseller") : null,
        words.Date("from"), words.Date("until"),
        words.After("notice") is { } days ? int.Parse(days, CultureInfo.InvariantCulture) : null, null, null, null,
        words.After("terms") is { } terms ? Name(terms) : null, Provenance.Unstated);

    /// <summary>The words of one part, and what can be read from them.</summary>
    private sealed class Words(string[] words)
    {
        public static TEnum? ChoiceOf<TEnum>(string word)
            where TEnum : struct, Enum =>
            Written<TEnum>.Words.NumberOf(word) is { } number ? (TEnum)Enum.ToObject(typeof(TEnum), number) : null;

        public bool Has(string word) => words.Contains(word);

        public bool? Flag(string word) => Has(word) ? true : Has($"no {word}") ? false : null;

        public TEnum? Choice<TEnum>()
            where TEnum : struct, Enum => words.Select(ChoiceOf<TEnum>).FirstOrDefault(c => c is not null);

        public IEnumerable<string> EachAfter(string word) =>
            words.Where(w => w.StartsWith(word + " ", StringComparison.Ordinal)).Select(w => w[(word.Length + 1)..]);

        public string? After(string word) => EachAfter(word).FirstOrDefault();

        public DateOnly? Date(string word) => After(word) is { } text ? Day(text) : null;
    }

    private static class Written<TEnum>
        where TEnum : struct, Enum
    {
        public static readonly Model.Words Words = Model.Words.Of<TEnum>();
    }
}
