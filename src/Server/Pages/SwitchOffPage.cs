using Microsoft.AspNetCore.Components;
using Sluiswachter.App;

namespace Sluiswachter.Server.Pages;

/// <summary>The page: what can be asked, and what stops.</summary>
public sealed partial class SwitchOffPage
{
    /// <summary>All that it shows.</summary>
    [Parameter, EditorRequired]
    public required PageView View { get; set; }

    private Wording W => View.Wording;

    private string HomeLink => View.Typed.Lang is { } lang ? $"/?lang={lang}" : "/";

    private string Title => View switch
    {
        { Problems.Count: > 0 } => W.Say("Error: what stops?", "Fout: wat stopt?"),
        { Outcome.Answer: { } answer, Outcome.Question: { } question } =>
            Headline.Of(question, answer, View.Choices, W),
        _ => W.Say("What stops?", "Wat stopt?"),
    };

    /// <summary>The question that is ready: the control that reaches most services here.</summary>
    private TypedQuestion Ready(CountryChoice largest) =>
        TypedQuestion.Of(largest.Country) with { Lang = View.Typed.Lang };

    private string ReadyLine(CountryChoice largest)
    {
        var (part, whole) = (W.Number(largest.Services), W.Number(View.Choices.Services.Count));
        return W.Say(
            $"The control of {W.Name(largest.Country)} reaches {part} of the {whole} cloud services in this register: more than that of any other country abroad.",
            $"De zeggenschap van {W.Name(largest.Country)} reikt tot {part} van de {whole} clouddiensten in dit register: meer dan die van enig ander buitenland.");
    }

    private static string FieldOf(string parameter) => $"field-{parameter}";

    private string LabelOf(string parameter) => parameter switch
    {
        "country" => W.Say("Countries", "Landen"),
        "location" => W.Say("Places", "Plaatsen"),
        "supplier" => W.Say("Suppliers", "Leveranciers"),
        "service" => W.Say("Cloud services", "Clouddiensten"),
        "at" => W.Say("Day", "Dag"),
        "horizonHours" => W.Say("How far ahead", "Hoe ver vooruit"),
        "asKnownOn" => W.Say("As known on", "Zoals bekend op"),
        "include" => W.Say("Also count", "Tel ook mee"),
        _ => parameter,
    };

    private IEnumerable<string> Warnings() =>
        View.Outcome?.Warnings.Where(w => w is not EmptyRegister).Select(w => Wording.Sentence(w.In(W.Language))) ?? [];
}
