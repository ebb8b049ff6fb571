using Sluiswachter.Insight;
using Sluiswachter.Model;

namespace Sluiswachter.App.Inquiries;

/// <summary>How sure the answer to a switch-off is.</summary>
public sealed class UncertaintyInquiry : Inquiry
{
    private static readonly InquiryParameter Horizon = InquiryParameter.HorizonHours(Scenario.DefaultHorizonHours);

    /// <inheritdoc />
    public override string Name => "uncertainty";

    /// <inheritdoc />
    public override Phrase Summary { get; } = new(
        "Tell how sure a switch-off is: least and most, on what facts it rests, and what to find out first",
        "Vertel hoe zeker een uitzetting is: minstens en hoogstens, op welke feiten zij rust, en wat eerst uit te zoeken");

    /// <inheritdoc />
    public override IReadOnlyList<InquiryParameter> Parameters { get; } =
    [
        .. ScenarioWords.All, Horizon, InquiryParameter.At, InquiryParameter.Include, InquiryParameter.AsKnownOn,
    ];

    /// <inheritdoc />
    public override IReadOnlyList<(string Line, Phrase Does)> Examples { get; } =
    [
        ("sluis uncertainty --country US", new Phrase(
            "what stops without American control, at least and at most",
            "wat stopt zonder Amerikaanse zeggenschap, minstens en hoogstens")),
        ("sluis uncertainty --country US --location US --lines 50", new Phrase(
            "the same, and what runs there only; longer lists", "ook wat alleen daar draait; langere lijsten")),
    ];

    /// <inheritdoc />
    public override string Schema => UncertaintySchemas.Answer;

    /// <inheritdoc />
    public override IReadOnlyDictionary<string, string> SharedSchemas => UncertaintySchemas.Shared;

    /// <inheritdoc />
    protected override InquiryReply Answer(InquiryWords words, InquiryDesk desk)
    {
        var facts = words.Facts(desk.Today);
        var horizon = words.Number(Horizon, Scenario.DefaultHorizonHours);
        using var reader = desk.Read(facts);
        var scenario = ScenarioWords.Read(words, horizon, reader);
        if (words.Problems.Count == 0 && scenario is null)
        {
            words.Refuse(ScenarioWords.Country, new NothingSwitchedOff());
        }

        if (words.Problems.Count > 0)
        {
            return InquiryReply.Refuse(words.Problems);
        }

        var detail = scenario!.Locations.Count > 0 ? Detail.Bases | Detail.Regions : Detail.Bases;
        var columns = reader.Columns(facts.At, facts.IncludeConsidered, detail);
        var found = Uncertainty.Of(columns, scenario, Environment.ProcessorCount);
        var warnings = SwitchOffSuppliers.WithoutEffect(found.Answer, reader, facts.AsKnownOn);
        if (columns.Entities.Count == 0)
        {
            warnings.Add(new EmptyRegister());
        }

        return InquiryReply.Of(new UncertaintyAnswer(found, reader), warnings);
    }
}
