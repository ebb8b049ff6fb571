using Sluiswachter.Model;

namespace Sluiswachter.Insight.Tests;

public sealed class TheExposureObeysItsLaws
{
    private static readonly Country[] Places = [.. new[] { "CN", "NL", "US" }.Select(c => Country.Of(c).Value)];

    [Fact]
    public void It_equals_the_answer_worked_out_slowly_from_the_rules() => RandomRegisters.Hold(
        c =>
        {
            var (facts, question) = (WithData(c), QuestionOf(c));
            Assert.Equal(SlowExposure.Render(facts, c.Day, question), Render(Ask(facts, c, question)));
        },
        cases: 3000);

    [Fact]
    public void Control_by_more_never_reaches_less() => RandomRegisters.Hold(
        c =>
        {
            var (facts, less) = (WithData(c), QuestionOf(c));
            var more = ExposureQuestion.Of(
                [.. less.Countries, Places[c.Seed % 3]], [.. less.Suppliers, facts.Suppliers[0].Id], less.Classes).Value;
            NoLess(Ask(facts, c, less), Ask(facts, c, more));
        },
        cases: 1000);

    [Fact]
    public void Keys_with_the_customer_never_expose_more() => RandomRegisters.Hold(
        c =>
        {
            var (facts, question) = (WithData(c), QuestionOf(c));
            var random = new Random(c.Seed);
            var safer = facts with
            {
                Services = [.. facts.Services.Select(s => random.Next(3) > 0 ? s : s with { CustomerHeldKeys = true })],
                Alternatives = [.. facts.Alternatives.Select(a => random.Next(3) > 0 ? a : a with { CustomerHeldKeys = true })],
            };
            NoLess(Ask(safer, c, question), Ask(facts, c, question));
        },
        cases: 1000);

    [Fact]
    public void A_country_that_becomes_known_stays_within_what_was_said_to_be_unknown() => RandomRegisters.Hold(
        c =>
        {
            var (facts, question) = (WithData(c), QuestionOf(c));
            var random = new Random(c.Seed);
            var filled = facts with
            {
                Suppliers = [.. facts.Suppliers.Select(s => s.Country is null ? s with { Country = Places[random.Next(3)] } : s)],
            };
            var (unknown, known) = (Ask(facts, c, question), Ask(filled, c, question));
            NoLess(unknown, known);
            Assert.InRange(
                known.Counts.InReach.Functions, unknown.Counts.InReach.Functions,
                unknown.Counts.InReach.Functions + unknown.Unknown.FunctionsThere.Functions);
        },
        cases: 1000);

    [Fact]
    public void The_hands_together_reach_what_is_in_reach() => RandomRegisters.Hold(
        c =>
        {
            var (facts, question) = (WithData(c), QuestionOf(c));
            var answer = Ask(facts, c, question);
            var together = answer.Hands.SelectMany(h => Functions(Ask(facts, c, ExposureQuestion.Of(
                suppliers: [Picture.Id(answer.Graph.Entities[h.Supplier])], classes: question.Classes).Value)));
            Assert.Equal(Functions(answer).Order(), together.Distinct().Order());
        },
        cases: 1000);

    [Fact]
    public void The_order_of_the_facts_is_irrelevant() => RandomRegisters.Hold(
        c =>
        {
            var (facts, question) = (WithData(c), QuestionOf(c));
            var shuffled = ExposureOf.Ask(facts, c.Day, question, new Random(c.Seed)).Answer;
            var answer = Ask(facts, c, question);
            Assert.Equal(Render(answer), Render(shuffled));
            Assert.Equal(Ways(answer), Ways(shuffled));
        },
        cases: 1000);

    [Fact]
    public void Every_way_holds_hop_by_hop() => RandomRegisters.Hold(
        c =>
        {
            var facts = WithData(c);
            var answer = Ask(facts, c, QuestionOf(c));
            foreach (var (function, data) in answer.Functions.SelectMany(f => f.Data.Select(d => (f, d))))
            {
                Holds(facts, c.Day, answer, function, data);
            }
        },
        cases: 1000);

    private static ExposureAnswer Ask(Facts facts, Case c, ExposureQuestion question) =>
        ExposureOf.Ask(facts, c.Day, question).Answer;

    private static void Holds(Facts facts, DateOnly day, ExposureAnswer answer, ExposedFunction function, ExposedData data)
    {
        var at = answer.Graph.Entities[function.Entity];
        string? body = answer.Graph.Entities[function.Organisation];
        var (dataClass, hops) = (function.DataClass, data.Hops.ToList());
        Assert.Equal(data.Links, hops.Count);
        foreach (var hop in hops)
        {
            var (id, to) = (answer.Graph.Requirements[hop.Requirement], answer.Graph.Entities[hop.Service]);
            Assert.Contains(facts.Requirements, r => r.Id.Text == id && (r.Consumer.Text == at || r.Consumer.Text == body));
            Assert.Contains(facts.Alternatives, a => a.Requirement.Text == id && a.Service.Text == to &&
                a.Data == hop.Data && a.DataClass == hop.Class && (a.Role == AlternativeRole.Standby) == hop.IsStandby);
            Assert.False(hop.CustomerHeldKeys == true || hop.Data == DataHandling.None);
            dataClass = hop.Class ?? dataClass;
            (at, body) = (to, facts.Functions.SingleOrDefault(f => f.Id.Text == to && f.Provenance.Validity.Contains(day))?.Organisation.Text);
        }

        Assert.Equal(data.Class, dataClass);
        Assert.Equal(data.IsCertain, hops.TrueForAll(h => h.IsCertain));
        Assert.Equal(data.OnlyThroughStandby, hops.Exists(h => h.IsStandby));
        Assert.Contains(facts.Services, s =>
            s.Id.Text == at && s.Supplier.Text == answer.Graph.Entities[data.Control.Suppliers[^1]]);
    }

    private static string Render(ExposureAnswer answer)
    {
        var lines = answer.Functions.SelectMany(f => f.Data.Select(d =>
            $"{answer.Graph.Entities[f.Entity]} {d.Class ?? default(DataClass)} {(d.IsCertain ? "certain" : "possible")} " +
            $"{(d.OnlyThroughStandby ? "standby" : "active")} {d.Links}")).ToList();
        lines.Add($"by keys {answer.StoppedByKeys.Functions}");
        lines.Add($"by silence {answer.Unknown.FunctionsThere.Functions}");
        lines.AddRange(answer.Hands.OrderBy(h => h.Supplier).Select(h =>
            $"hand {answer.Graph.Entities[h.Supplier]} {h.Counts.InReach.Functions} {h.Counts.Certain.Functions} {h.Counts.InReach.People} " +
            string.Join(' ', h.Classes.OrderBy(x => x.Class ?? default(DataClass))
                .Select(x => $"{x.Class ?? default(DataClass)}={x.Counts.InReach.Functions}"))));
        return string.Join('\n', lines);
    }

    private static string Ways(ExposureAnswer answer) => string.Join('\n', answer.Functions.SelectMany(f => f.Data.Select(d =>
        string.Join(' ', d.Hops) + string.Join(' ', d.Control.Suppliers))));

    private static IEnumerable<string> Functions(ExposureAnswer answer) =>
        answer.Functions.Select(f => answer.Graph.Entities[f.Entity]);

    private static void NoLess(ExposureAnswer less, ExposureAnswer more)
    {
        var all = Told(more);
        Assert.All(Told(less), told => Assert.True(
            all.TryGetValue(told.Key, out var isCertain) && (isCertain || !told.Value), $"{told.Key} is no longer in reach"));

        static Dictionary<(string, DataClass?), bool> Told(ExposureAnswer answer) => answer.Functions
            .SelectMany(f => f.Data.Select(d => (Key: (answer.Graph.Entities[f.Entity], d.Class), d.IsCertain)))
            .ToDictionary(x => x.Key, x => x.IsCertain);
    }

    private static ExposureQuestion QuestionOf(Case c)
    {
        var classes = (c.Seed % 4) == 0 ? new[] { DataClass.Confidential, default } : [];
        return ExposureQuestion.Of([.. c.Scenario.Countries, Places[c.Seed % 3]], c.Scenario.Suppliers, classes).Value;
    }

    /// <summary>The same register with what is known of data, drawn for each fact by itself so that fewer facts keep theirs.</summary>
    private static Facts WithData(Case c)
    {
        return c.Facts with
        {
            Functions = [.. c.Facts.Functions.Select(f => f with { DataClass = Class(f.Id.Text, 4) })],
            Services = [.. c.Facts.Services.Select(s => s with { CustomerHeldKeys = Keys(s.Id.Text, 4) })],
            Alternatives = [.. c.Facts.Alternatives.Select(a => $"{a.Requirement} {a.Service}" is var key ? a with
            {
                Data = Draw(key, "data", 5) switch { 0 or 1 => DataHandling.Clear, var n when n < 4 => (DataHandling)n - 1, _ => null },
                DataClass = Class(key, 10),
                CustomerHeldKeys = Keys(key, 6),
                Role = Draw(key, "role", 4) == 0 ? AlternativeRole.Standby : AlternativeRole.Active,
            } : a)],
        };

        DataClass? Class(string key, int of) => Draw(key, "class", of) is var n && n is > 0 and < 4 ? (DataClass)n : null;

        bool? Keys(string key, int of) => Draw(key, "keys", of) switch { 0 => true, 1 => false, _ => null };

        int Draw(string key, string what, int of) =>
            new Random($"{key} {what}".Aggregate(c.Seed, (hash, letter) => unchecked((hash * 31) + letter))).Next(of);
    }
}
