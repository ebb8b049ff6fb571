using Sluiswachter.Model;

namespace Sluiswachter.Policy.Tests;

/// <summary>Draws assessments of a cloud of Polder, a supplier in the Netherlands, by a framework of three questions.</summary>
/// <remarks>
/// Answers are written as <c>place=in@link keys=-because</c>: the option, what shows it behind an at sign, and for what does
/// not apply a hyphen and the reason.
/// </remarks>
internal static class Judged
{
    public static readonly DateOnly Day = new(2026, 11, 22);

    private static readonly Phrase Text = new("text", "tekst");

    /// <summary>place: in or out of Europe, tied to where it runs; keys: ours or theirs, tied to who holds them; other: tied to nothing.</summary>
    public static readonly Framework Framework = Make(1, Validity.Always);

    public static Framework Make(int version, Validity validity) => Policy.Framework.Of(
        new FrameworkHead(
            "urn:x:risk:framework:f", "f", version, AssessmentKind.Other, Grain.Service, Text, Text,
            new FrameworkSource(Text, "x", null, "CC0-1.0", "", []), validity, ["en", "nl"]),
        [
            Question("place", UseQuestion.StorageInEurope, ("in", "yes"), ("out", "no"), ("perhaps", null)),
            Question("keys", UseQuestion.CustomerHeldKeys, ("ours", "yes"), ("theirs", "no")),
            Question("other", null, ("good", null), ("bad", null)),
        ],
        [], null).Framework!;

    public static FullAssessment Of(string answers, Func<Assessment, Assessment>? but = null)
    {
        var assessment = new Assessment(
            AssessmentId.Of("a").Value, AssessmentKind.Other, null, Id("cloud"), Label("urn:x:risk:framework:f"), Label("1"),
            Label("ISO"), Day, Label("CISO"), Day, Day.AddYears(1), null, null, null, Provenance.Unstated);
        return new FullAssessment(but?.Invoke(assessment) ?? assessment, [.. answers.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Answer)]);
    }

    public static AssessmentQuality Measure(string answers, Func<Assessment, Assessment>? but = null, Framework? by = null, DateOnly? at = null) =>
        AssessmentQuality.Measure(Of(answers, but), by ?? Framework, SubjectFacts.None, at ?? Day);

    public static Service Service(string id, string regions = "", bool? keys = null, Basis basis = Basis.Declared) => new(
        Id(id), Label(id), Id("polder"), ServiceModels.None, null,
        [.. regions.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(c => Country.Of(c).Value)], keys, null,
        new Provenance(Validity.Always, null, basis));

    public static Supplier Supplier(string id, string? country) =>
        new(Id(id), Label(id), country is null ? null : Country.Of(country).Value, null, Provenance.Unstated);

    /// <summary>A host that was measured under a service, its supplier first and then who controls that.</summary>
    public static MeasuredHost Host(string consumer, params string?[] countries) => new(
        Id(consumer), consumer, Purpose.Hosting, Service("host"), [.. countries.Select((c, i) => Supplier($"s{i}", c))],
        new Provenance(Validity.Always, SourceId.Of("survey").Value, Basis.Measured, Day));

    public static EntityId Id(string text) => EntityId.Of(text).Value;

    public static Label Label(string text) => Model.Label.Of(text).Value;

    private static Model.Answer Answer(string written)
    {
        var (question, rest) = written.Split('=') is [var q, var r] ? (q, r) : (written, "");
        var (said, shown) = rest.Split('@') is [var s, var e] ? (s, e) : (rest, "");
        return new Model.Answer(
            AssessmentId.Of("a").Value, Label(question), said.Length > 0 && said[0] != '-' ? Label(said) : null,
            said.StartsWith('-') ? Label(said[1..]) : null, null, shown.Length > 0 ? Label(shown) : null, null, Provenance.Unstated);
    }

    private static FrameworkNode Question(string refId, UseQuestion? checks, params (string Id, string? Tells)[] options) => new(
        $"urn:{refId}", refId, null, new Phrase(refId, refId), new Phrase("", ""),
        [
            new Criterion(
                $"urn:{refId}:1", refId, null, [.. options.Select(o => new CriterionOption(o.Id, new Phrase(o.Id, o.Id)) { Tells = o.Tells })],
                MayBeNotApplicable: true) { Checks = checks },
        ]);
}
