using Sluiswachter.App.Assessments;
using Sluiswachter.App.Frameworks;
using Sluiswachter.App.Inquiries;
using Sluiswachter.Exchange.Frameworks;
using Sluiswachter.Model;

namespace Sluiswachter.App.Tests.Assessments;

/// <summary>A desk with a small register of one cloud, and a framework of two questions, one of them tied to a fact.</summary>
internal sealed class AssessmentDesk : IDisposable
{
    public const string Register = """
        sources.csv
        id,name
        survey,A survey
        ours,Our own list
        organisations.csv
        id,name
        ws,Waterschap
        town,Stad
        functions.csv
        id,organisation,name
        sluice,ws,Sluis
        suppliers.csv
        id,name,country,source
        acme,Acme Inc.,US,ours
        acme-nl,Acme Nederland,NL,ours
        polder,Polder Cloud,NL,ours
        ownership.csv
        owner,owned,control
        acme,acme-nl,sole
        services.csv
        id,name,supplier,regions,source,basis
        cloud,Polderwolk,polder,NL,ours,declared
        iron,Acme Iron,acme-nl,NL IE,ours,declared
        requirements.csv
        id,consumer,purpose
        r1,sluice,hosting
        r2,cloud,hosting
        alternatives.csv
        requirement,service,source,basis,observed_on
        r1,cloud,,,
        r2,iron,survey,measured,2026-11-01
        """;

    public const string Yaml = """
        framework: 1
        urn: urn:x:risk:framework:small
        ref-id: small
        version: 3
        kind: risk-analysis
        grain: service
        name: { en: "Small", nl: "Klein" }
        description: { en: "Two questions", nl: "Twee vragen" }
        source: { en: "a test", nl: "een proef" }
        provider: test
        licence: CC0-1.0
        nodes:
          - ref-id: place
            text: { en: "Where is data stored?", nl: "Waar staan gegevens?" }
            checks: storage-in-europe
            not-applicable: yes
            options:
              - { id: nl, tells: yes, points: 10, en: "in the Netherlands", nl: "in Nederland" }
              - { id: anywhere, tells: no, points: 0, en: "anywhere", nl: "overal" }
          - ref-id: back-up
            text: { en: "Is there a back-up?", nl: "Is er een reservekopie?" }
            options: fulfilment
        """;

    private int files;

    public AssessmentDesk(string? address = null)
    {
        Desk = new Desk(address);
        var reading = FrameworkFile.Read(Yaml, "small.yaml");
        Assert.Empty(reading.Complaints.Select(c => c.In(Language.English)));
        Frameworks = new FrameworkShelf(reading.Frameworks, []);
    }

    public Desk Desk { get; }

    public FrameworkShelf Frameworks { get; }

    /// <summary>What someone says who judges the cloud for the water authority by the small framework.</summary>
    public static AssessmentDraft Draft { get; } = new()
    {
        Subject = "cloud", Organisation = "ws", Framework = "small", By = "ISO", Why = "test", Assessor = "ISO",
    };

    /// <summary>The id that such an assessment gets.</summary>
    public const string Id = "assessment:ws:cloud:small";

    public string Answers(string rows, string header = "question,option,not_applicable,explanation,evidence")
    {
        var path = Desk.At($"answers{++files}.csv");
        File.WriteAllText(path, $"{header}\n{string.Join('\n', rows.Split('\n').Select(r => r.Trim()))}\n");
        return path;
    }

    public RecordedAssessment Record(AssessmentDraft draft) => new RecordAssessment(Desk.Store, Desk.Clock, Frameworks).Run(draft);

    public RecordedAssessment Accept(AssessmentDraft draft)
    {
        var recorded = Record(draft);
        Assert.Empty(recorded.Complaints.Select(c => c.In(Language.English)));
        Assert.NotNull(recorded.Assessment);
        return recorded;
    }

    /// <summary>What is complained about, each by its place and the kind of problem; nothing may have changed.</summary>
    public string Refuse(AssessmentDraft draft)
    {
        var before = Desk.Everything();
        var recorded = Record(draft);
        Assert.Null(recorded.Assessment);
        Assert.Equal(before, Desk.Everything());
        return string.Join(", ", recorded.Complaints.Select(c =>
            $"{c.Place.File}{(c.Place.Row > 0 ? $":{c.Place.Row}" : "")} {c.Problem.GetType().Name}"));
    }

    /// <summary>Asks on the day that the desk thinks it is.</summary>
    public InquiryReply Ask(Inquiry inquiry, params (string Name, string Value)[] words) => inquiry.Ask(
        new InquiryWords(words.ToDictionary(w => w.Name, w => (IReadOnlyList<string>)[w.Value])),
        new InquiryDesk(Desk.Store, Days.InTheNetherlands(Desk.Clock.GetUtcNow())));

    public void Dispose() => Desk.Dispose();
}
