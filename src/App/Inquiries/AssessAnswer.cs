using System.Text.Json;
using Sluiswachter.Model;
using Sluiswachter.Policy;

namespace Sluiswachter.App.Inquiries;

/// <summary>The verdict of a weighing, with every clause, what is still to be asked, and other ways side by side.</summary>
public sealed class AssessAnswer : InquiryAnswer
{
    private readonly IReadOnlyList<Sourcing> ways;

    internal AssessAnswer(Weighing weighing, IReadOnlyList<Sourcing> ways) => (Weighing, this.ways) = (weighing, ways);

    /// <summary>The weighing.</summary>
    public Weighing Weighing { get; }

    /// <inheritdoc />
    protected internal override void WriteMembers(Utf8JsonWriter json)
    {
        json.WriteDay("at", Weighing.At);
        json.WriteString("name", Weighing.Use.Service.Name.Text);
        json.WriteString("organisation", Weighing.Use.Body == BlankUse.Nobody ? null : Weighing.Use.Body.Id.Text);
        json.WriteString("verdict", RulingTold.WordOf(Weighing.Verdict));
        json.WriteString("atWorst", RulingTold.WordOf(Weighing.AtWorst));
        json.WriteBoolean("decided", Weighing.IsDecided);
        json.WriteStartArray("clauses");
        foreach (var (clause, ruling) in Weighing.Rulings)
        {
            RulingTold.Write(json, clause, ruling, Bindings.Of(clause.Pack, Weighing.Use.Body));
        }

        json.WriteEndArray();
        WriteQuestions(json);
        WriteAnswers(json);
        WriteWays(json);
    }

    /// <inheritdoc />
    public override Document Tell(Language language, int lines) => new AssessText(Weighing, ways, language).Tell(lines);

    private void WriteQuestions(Utf8JsonWriter json)
    {
        json.WriteStartArray("questions");
        foreach (var question in Weighing.Questions.Select(AskedQuestion.Of))
        {
            json.WriteStartObject();
            json.WriteString("question", question.Word);
            json.WritePhrase("asks", question.Asks);
            json.WriteStartArray("options");
            foreach (var (word, says) in question.Options)
            {
                json.WriteStartObject();
                json.WriteString("answer", word);
                json.WritePhrase("says", says);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private void WriteAnswers(Utf8JsonWriter json)
    {
        json.WriteStartArray("answers");
        foreach (var (question, answer) in Weighing.Use.Told.OrderBy(t => t.Key))
        {
            json.WriteStartObject();
            json.WriteString("question", AskedQuestion.Of(question).Word);
            json.WriteString("answer", answer);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private void WriteWays(Utf8JsonWriter json)
    {
        json.WriteStartArray("ways");
        foreach (var (way, isProposal, weighing) in ways)
        {
            json.WriteStartObject();
            json.WriteString("way", RulingTold.WordOf(way));
            json.WriteBoolean("isProposal", isProposal);
        json.WriteString("verdict", RulingTold.WordOf(weighing.Verdict));
            json.WriteString("atWorst", RulingTold.WordOf(weighing.AtWorst));
            WriteTexts(json, "notMet", weighing.Rulings.Where(r => r.Ruling is Ruling.Broken).Select(r => r.Clause.Id));
            WriteTexts(json, "open", weighing.Rulings.Where(r => r.Ruling is Ruling.Open).Select(r => r.Clause.Id));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
