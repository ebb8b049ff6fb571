using System.Text.Json;
using Sluiswachter.Insight;
using Sluiswachter.Model;

namespace Sluiswachter.App.Inquiries;

/// <summary>Writes what a question about contingency found, as <see cref="ContingencySchemas"/> describes it.</summary>
internal sealed class ContingencyJson(Utf8JsonWriter json, ContingencyFindings found, Action flushWhenFull)
{
    private static readonly Words Kinds = Words.Of<SubjectKind>();

    private readonly DependencyGraph graph = found.Singles.Graph;

    /// <summary>Writes the whole answer.</summary>
    public void Write()
    {
        var stopping = found.Singles.Ranked.TakeWhile(l => l.Loss.Functions > 0);
        json.WriteDay("at", graph.At);
        json.WriteNumber("horizonHours", found.Singles.HorizonHours);
        WriteAll("of", found.Kinds, k => json.WriteStringValue(Kinds.WordOf((int)k)));
        json.WriteNumber("subjects", found.Singles.Ranked.Count);
        json.WriteNumber("harmless", found.Singles.Ranked.Count(l => l.Loss.Functions == 0));
        WriteAll("ranking", stopping, l => WriteObject(() =>
        {
            WriteSubject("subject", l.Subject);
            WriteLoss("lost", l.Loss);
            if (found.Unknown?.AtMost(l.Subject) is { } atMost)
            {
                WriteLoss("atMost", atMost);
            }
        }));
        json.WritePropertyName("unknownCountries");
        WriteOrNull(found.Unknown, unknown =>
        {
            json.WriteNumber("suppliers", graph.SuppliersWithoutCountry);
            json.WriteNumber("services", graph.ServicesWithoutCountry);
            WriteLoss("lost", unknown.Alone);
        });
        json.WritePropertyName("pairs");
        WriteOrNull(found.Pairs, WritePairs);
        json.WritePropertyName("additions");
        WriteOrNull(found.Additions, WriteAdditions);
    }

    private void WritePairs(PairLosses pairs)
    {
        json.WriteNumber("among", pairs.Among);
        json.WriteNumber("contained", pairs.Contained);
        json.WriteNumber("harmless", pairs.Ranked.Count(p => p.Loss.Functions == 0));
        json.WriteNumber("hidden", pairs.Hidden.Count);
        WriteAll("ranking", pairs.Ranked.TakeWhile(p => p.Loss.Functions > 0), p => WriteObject(() => WritePair(p)));
        WriteAll("meetings", pairs.Hidden.Zip(found.Meetings), hidden => WriteObject(() =>
        {
            WritePair(hidden.First);
            WriteAll("functions", hidden.Second, m => WriteObject(() => WriteMeeting(m)));
        }));
    }

    private void WritePair(PairLoss pair)
    {
        WriteSubject("first", pair.First);
        WriteSubject("second", pair.Second);
        WriteLoss("lost", pair.Loss);
        json.WriteNumber("hiddenVital", pair.HiddenVital);
        json.WriteNumber("hiddenFunctions", pair.HiddenFunctions);
    }

    private void WriteMeeting(Meeting meeting)
    {
        json.WriteString("id", graph.Entities.Utf8(meeting.Function));
        json.WriteString("requirement", graph.Requirements.Utf8(meeting.Requirement));
        json.WriteString("consumer", graph.Entities.Utf8(meeting.Consumer));
        json.WriteNumber("need", meeting.Need);
        json.WriteNumber("of", meeting.Of);
        WriteAll("alternatives", meeting.Alternatives, a => WriteObject(() =>
        {
            json.WriteString("service", graph.Entities.Utf8(a.Service));
            json.WriteString("goesWith", a is { WithFirst: true, WithSecond: true } ? "either" : a.WithFirst ? "first" : "second");
        }));
    }

    private void WriteAdditions(Additions additions)
    {
        var scenario = found.Scenario!;
        json.WritePropertyName("scenario");
        WriteObject(() =>
        {
            WriteAll("countries", scenario.Countries, c => json.WriteStringValue(c.Code));
            WriteAll("suppliers", scenario.Suppliers, s => json.WriteStringValue(s.Text));
            WriteAll("services", scenario.Services, s => json.WriteStringValue(s.Text));
        });
        WriteLoss("lost", additions.Loss);
        json.WriteNumber("candidates", additions.Candidates);
        json.WriteNumber("tried", additions.Tried);
        json.WriteBoolean("complete", additions.IsComplete);
        json.WriteNumber("withoutCandidate", additions.WithoutCandidate);
        WriteAll("best", additions.Best, a => WriteObject(() =>
        {
            json.WriteString("requirement", graph.Requirements.Utf8(a.Requirement));
            json.WriteString("consumer", graph.Entities.Utf8(a.Consumer));
            json.WriteString("purpose", Words.Of<Purpose>().WordOf((int)a.Purpose));
            WriteAll("services", a.Services, s => json.WriteStringValue(graph.Entities.Utf8(s)));
            json.WriteNumber("serviceCount", a.ServiceCount);
            WriteLoss("saved", a.Saved);
            WriteAll("functions", a.Functions, f => json.WriteStringValue(graph.Entities.Utf8(f)));
        }));
    }

    private void WriteSubject(string name, Subject subject)
    {
        json.WritePropertyName(name);
        WriteObject(() =>
        {
            json.WriteString("kind", Kinds.WordOf((int)subject.Kind));
            json.WriteString("id", subject.Country?.Code ?? graph.Entities[subject.At]);
        });
    }

    private void WriteLoss(string name, Loss loss)
    {
        json.WritePropertyName(name);
        WriteObject(() =>
        {
            json.WriteNumber("vital", loss.Vital);
            json.WriteNumber("functions", loss.Functions);
            json.WriteNumber("organisations", loss.Organisations);
            json.WriteNumber("people", loss.People);
            json.WriteNumber("services", loss.Services);
            json.WriteNumber("alternatives", loss.Alternatives);
        });
    }

    private void WriteAll<T>(string name, IEnumerable<T> all, Action<T> write)
    {
        json.WriteStartArray(name);
        foreach (var one in all)
        {
            write(one);
            flushWhenFull();
        }

        json.WriteEndArray();
    }

    private void WriteObject(Action write)
    {
        json.WriteStartObject();
        write();
        json.WriteEndObject();
    }

    private void WriteOrNull<T>(T? part, Action<T> write)
        where T : class
    {
        if (part is null)
        {
            json.WriteNullValue();
        }
        else
        {
            WriteObject(() => write(part));
        }
    }
}
