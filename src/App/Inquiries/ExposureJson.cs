using System.Text.Json;
using Sluiswachter.Exchange;
using Sluiswachter.Insight;
using Sluiswachter.Model;

namespace Sluiswachter.App.Inquiries;

/// <summary>Writes an answer about exposure as <see cref="ExposureSchema"/> describes it; streamed.</summary>
internal sealed class ExposureJson(Utf8JsonWriter json, ExposureReply reply, Action<Utf8JsonWriter> flushWhenFull)
{
    private static readonly Words ClassWords = Words.Of<DataClass>();
    private static readonly Words PersonalWords = Words.Of<PersonalData>();
    private static readonly Words DataWords = Words.Of<DataHandling>();
    private static readonly Words BasisWords = Words.Of<Basis>();
    private static readonly Words CertaintyWords = Words.Of<Certainty>();

    private readonly ExposureAnswer answer = reply.Answer;

    public void Write()
    {
        WriteQuestion();
        json.WriteStartObject("control");
        json.WriteNumber("suppliers", answer.Suppliers);
        json.WriteNumber("services", answer.Services);
        json.WriteEndObject();
        WriteCounts(answer.Counts);
        json.WriteStartObject("of");
        json.WriteNumber("functions", answer.Graph.FunctionCount);
        json.WriteNumber("organisations", answer.Graph.OrganisationCount);
        json.WriteNumber("people", answer.Graph.People);
        json.WriteEndObject();
        WriteClasses(answer.Classes);
        WriteReached("stoppedByKeys", answer.StoppedByKeys);
        WriteUnknown();
        WriteArray("law", reply.Countries, WriteLaw);
        WriteArray("hands", answer.Hands, WriteHand);
        json.WriteNumber("handsLeftOut", answer.HandsLeftOut);
        WriteArray("functions", answer.Functions, WriteFunction);
    }

    private void WriteQuestion()
    {
        json.WriteStartObject("question");
        WriteTexts("countries", answer.Question.Countries.Select(c => c.Code));
        WriteTexts("suppliers", answer.Question.Suppliers.Select(s => s.Text));
        WriteTexts("dataClasses", answer.Question.Classes.Select(c => WordOf(c == default ? null : c)));
        json.WriteString("at", reply.Facts.At.ToString("yyyy-MM-dd"));
        if (reply.Facts.IncludeConsidered)
        {
            WriteTexts("include", [InquiryParameter.Considered]);
        }

        if (reply.Facts.AsKnownOn is { } day)
        {
            json.WriteString("asKnownOn", day.ToString("yyyy-MM-dd"));
        }

        json.WriteEndObject();
    }

    private void WriteUnknown()
    {
        var unknown = answer.Unknown;
        json.WriteStartObject("unknown");
        json.WriteNumber("suppliersWithoutCountry", unknown.SuppliersWithoutCountry);
        json.WriteNumber("servicesOfThose", unknown.ServicesOfThose);
        WriteReached("reachedByThose", unknown.FunctionsThere);
        json.WriteNumber("silentHolding", unknown.SilentHolding);
        json.WriteNumber("silentPassing", unknown.SilentPassing);
        json.WriteEndObject();
    }

    private void WriteLaw(Country country)
    {
        var at = reply.Facts.At;
        json.WriteStartObject();
        json.WriteString("country", country.Code);
        WriteArray("laws", reply.Laws.LawsOf(country, at), WriteLaw);
        if (reply.Laws.FreeFlowTo(country, at) is { } free)
        {
            WritePhrase("freeFlow", free.Why);
        }

        WriteArray("adequacy", reply.Laws.DecisionsFor(country, at), WriteDecision);
        json.WriteEndObject();
    }

    private void WriteLaw(Law law)
    {
        json.WriteStartObject();
        json.WriteString("id", law.Id);
        json.WriteString("title", law.Title);
        json.WriteString("citation", law.Citation);
        json.WriteBoolean("unsure", law.IsUnsure);
        WritePhrase("allows", law.Allows);
        WritePhrase("note", law.Note);
        if (law.Likelihood is { } likelihood)
        {
            WritePhrase("likelihood", likelihood.Says);
            json.WriteString("likelihoodSource", likelihood.Source);
        }

        WriteEvidence(law.Validity, law.Evidence);
        json.WriteEndObject();
    }

    private void WriteDecision(AdequacyDecision decision)
    {
        json.WriteStartObject();
        json.WriteString("id", decision.Id);
        WritePhrase("title", decision.Title);
        json.WriteString("number", decision.Number);
        WritePhrase("scope", decision.Scope);
        WritePhrase("note", decision.Note);
        WriteEvidence(decision.Validity, decision.Evidence);
        json.WriteEndObject();
    }

    private void WriteEvidence(Validity validity, Evidence evidence)
    {
        WriteDay("validFrom", validity.From);
        WriteDay("validUntil", validity.Until);
        json.WriteString("certainty", CertaintyWords.WordOf((int)evidence.Certainty));
        WritePhrase("source", evidence.Source);
        WriteTexts("urls", evidence.Urls);
    }

    private void WriteHand(Hand hand)
    {
        json.WriteStartObject();
        json.WriteString("supplier", answer.Graph.Entities.Utf8(hand.Supplier));
        WriteTextOrNull("country", hand.Country?.Code);
        json.WriteNumber("services", hand.Services);
        WriteCounts(hand.Counts);
        WriteClasses(hand.Classes);
        json.WriteEndObject();
    }

    private void WriteFunction(ExposedFunction function)
    {
        json.WriteStartObject();
        json.WriteString("id", answer.Graph.Entities.Utf8(function.Entity));
        json.WriteString("organisation", answer.Graph.Entities.Utf8(function.Organisation));
        json.WriteNumber("people", function.People);
        json.WriteString("dataClass", WordOf(function.DataClass));
        json.WriteString("personalData", function.PersonalData is { } p ? PersonalWords.WordOf((int)p) : "unknown");
        WriteArray("data", function.Data, WriteData);
        json.WriteEndObject();
    }

    private void WriteData(ExposedData data)
    {
        var control = data.Control;
        json.WriteStartObject();
        json.WriteString("dataClass", WordOf(data.Class));
        json.WriteBoolean("certain", data.IsCertain);
        json.WriteBoolean("onlyThroughStandby", data.OnlyThroughStandby);
        WriteArray("hops", data.Hops, WriteHop);
        json.WriteNumber("links", data.Links);
        json.WriteStartObject("control");
        WriteTextOrNull("country", control.Country?.Code);
        WriteTexts("suppliers", control.Suppliers.Select(s => answer.Graph.Entities[s]));
        json.WriteEndObject();
        var at = reply.Facts.At;
        WriteTexts("laws", control.Country is { } c ? reply.Laws.LawsOf(c, at).Select(l => l.Id) : []);
        WriteTexts("adequacy", control.Country is { } to ? reply.Laws.DecisionsFor(to, at).Select(d => d.Id) : []);
        json.WriteEndObject();
    }

    private void WriteHop(ExposureHop hop)
    {
        json.WriteStartObject();
        json.WriteString("requirement", answer.Graph.Requirements.Utf8(hop.Requirement));
        json.WriteString("service", answer.Graph.Entities.Utf8(hop.Service));
        json.WriteString("data", hop.Data is { } data ? DataWords.WordOf((int)data) : "unknown");
        if (hop.CustomerHeldKeys is { } keys)
        {
            json.WriteBoolean("customerHeldKeys", keys);
        }
        else
        {
            json.WriteNull("customerHeldKeys");
        }

        json.WriteBoolean("certain", hop.IsCertain);
        json.WriteBoolean("standby", hop.IsStandby);
        WriteTextOrNull("dataClass", hop.Class is { } stated ? ClassWords.WordOf((int)stated) : null);
        json.WriteString("basis", BasisWords.WordOf((int)hop.Basis));
        WriteTextOrNull("source", hop.Source is { } source ? answer.Graph.Sources[source] : null);
        json.WriteEndObject();
    }

    private void WriteClasses(IReadOnlyList<ClassInReach> classes) => WriteArray("classes", classes, c =>
    {
        json.WriteStartObject();
        json.WriteString("dataClass", WordOf(c.Class));
        WriteCounts(c.Counts);
        json.WriteEndObject();
    });

    private void WriteCounts(ExposureCounts counts)
    {
        WriteReached("inReach", counts.InReach);
        WriteReached("certain", counts.Certain);
    }

    private void WriteReached(string name, Reached reached)
    {
        json.WriteStartObject(name);
        json.WriteNumber("functions", reached.Functions);
        json.WriteNumber("organisations", reached.Organisations);
        json.WriteNumber("people", reached.People);
        json.WriteNumber("specialCategories", reached.SpecialCategories);
        json.WriteEndObject();
    }

    private void WriteArray<T>(string name, IEnumerable<T> items, Action<T> write)
    {
        json.WriteStartArray(name);
        foreach (var item in items)
        {
            write(item);
            flushWhenFull(json);
        }

        json.WriteEndArray();
    }

    private void WriteTexts(string name, IEnumerable<string> texts) => WriteArray(name, texts, json.WriteStringValue);

    private void WritePhrase(string name, Phrase phrase)
    {
        json.WriteStartObject(name);
        json.WriteString("en", phrase.English);
        json.WriteString("nl", phrase.Dutch);
        json.WriteEndObject();
    }

    private void WriteDay(string name, DateOnly? day) => WriteTextOrNull(name, day?.ToString("yyyy-MM-dd"));

    private void WriteTextOrNull(string name, string? text) => json.WriteString(name, text);

    private static string WordOf(DataClass? known) => known is { } c ? ClassWords.WordOf((int)c) : "unknown";
}
