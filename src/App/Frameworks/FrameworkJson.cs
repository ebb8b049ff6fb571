using System.Text.Json;
using Sluiswachter.Model;
using Sluiswachter.Policy;

namespace Sluiswachter.App.Frameworks;

/// <summary>Tells programs of frameworks and of what answers to them come to; texts in one language.</summary>
public sealed class FrameworkJson(Utf8JsonWriter writer, Language language)
{
    /// <summary>Writes the frameworks at hand.</summary>
    public void List(FrameworkShelf shelf)
    {
        writer.WriteStartObject();
        writer.WriteStartArray("frameworks");
        foreach (var framework in shelf.All)
        {
            writer.WriteStartObject();
            WriteHead(framework);
            writer.WriteNumber("questions", framework.Criteria.Count());
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    /// <summary>Writes a framework with its questions, answers, points and levels.</summary>
    public void Show(Framework framework)
    {
        writer.WriteStartObject();
        WriteHead(framework);
        Text("description", framework.Head.Description);
        writer.WriteStartArray("defects");
        framework.Head.Source.Defects.ToList().ForEach(d => writer.WriteStringValue(d.In(language)));
        writer.WriteEndArray();
        writer.WriteStartObject("weights");
        foreach (var set in framework.WeightSets)
        {
            writer.WriteStartObject(set.Name);
            set.Weights.ToList().ForEach(w => writer.WriteNumber(w.Key, w.Value));
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
        if (framework.Matrix is { } matrix)
        {
            WriteMatrix(matrix);
        }

        writer.WriteStartArray("nodes");
        framework.Nodes.ToList().ForEach(WriteNode);
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    /// <summary>Writes what answers come to, with the working; score and SEAL stand apart.</summary>
    public void Score(FrameworkScore score)
    {
        writer.WriteStartObject();
        writer.WriteStartObject("framework");
        WriteHead(score.Sheet.Framework);
        writer.WriteEndObject();
        writer.WriteString("weights", score.Weights?.Name);
        Range("scorePercent", score.Percent);
        Range("seal", score.Seal is { } seal ? new Bounds<decimal>((int)seal.AtLeast, (int)seal.AtMost) : null);
        WriteCount(score.Count);
        writer.WriteStartArray("objectives");
        score.Objectives.ToList().ForEach(WriteObjective);
        writer.WriteEndArray();
        writer.WriteStartArray("risks");
        score.Risks.ToList().ForEach(r => WriteRisk(r, score.Sheet.Framework.Matrix!));
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private void WriteHead(Framework framework)
    {
        var head = framework.Head;
        writer.WriteString("urn", head.Urn);
        writer.WriteString("refId", head.RefId);
        writer.WriteNumber("version", head.Version);
        writer.WriteString("kind", Words.Of<AssessmentKind>().WordOf((int)head.Kind));
        writer.WriteString("grain", Words.Of<Grain>().WordOf((int)head.Grain));
        Text("name", head.Name);
        Text("source", head.Source.Says);
        writer.WriteBoolean("readInPrimaryText", head.Source.KnownThrough is null);
        writer.WriteString("provider", head.Source.Provider);
        writer.WriteString("licence", head.Source.Licence);
        writer.WriteString("attribution", head.Source.Attribution);
        writer.WriteDay("validFrom", head.Validity.From);
        writer.WriteDay("validUntil", head.Validity.Until);
    }

    private void WriteNode(FrameworkNode node)
    {
        writer.WriteStartObject();
        writer.WriteString("urn", node.Urn);
        writer.WriteString("refId", node.RefId);
        writer.WriteString("parent", node.Parent);
        Text("name", node.Name);
        Text("text", node.Text);
        Text("note", node.Note);
        Text("evidence", node.Evidence);
        writer.WriteStartArray("questions");
        foreach (var criterion in node.Criteria)
        {
            writer.WriteStartObject();
            writer.WriteString("question", criterion.RefId);
            Text("asks", criterion.Asks ?? node.Title);
            writer.WriteBoolean("mayBeNotApplicable", criterion.MayBeNotApplicable);
            writer.WriteBoolean("gates", criterion.Gates);
            writer.WriteStartArray("options");
            criterion.Options.ToList().ForEach(WriteOption);
            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private void WriteOption(CriterionOption option)
    {
        writer.WriteStartObject();
        writer.WriteString("option", option.Id);
        Text("text", option.Text);
        Number("points", option.Points);
        Number("seal", (int?)option.Seal);
        writer.WriteString("fulfilment", option.Fulfilment is { } f ? Words.Of<Fulfilment>().WordOf((int)f) : null);
        writer.WriteEndObject();
    }

    private void WriteMatrix(RiskMatrix matrix)
    {
        writer.WriteStartObject("matrix");
        foreach (var (name, steps) in new[] { ("likelihoods", matrix.Likelihoods), ("impacts", matrix.Impacts), ("levels", matrix.Levels) })
        {
            writer.WriteStartArray(name);
            foreach (var step in steps)
            {
                writer.WriteStartObject();
                writer.WriteString("id", step.Id);
                Text("name", step.Name);
                Text("description", step.Description);
                writer.WriteString("colour", step.Colour);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
        }

        writer.WriteStartArray("grid");
        foreach (var row in matrix.Grid)
        {
            writer.WriteStartArray();
            row.ToList().ForEach(writer.WriteNumberValue);
            writer.WriteEndArray();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private void WriteObjective(ObjectiveScore objective)
    {
        writer.WriteStartObject();
        writer.WriteString("refId", objective.Objective.RefId);
        Text("name", objective.Objective.Title);
        WriteCount(objective.Count);
        Range("points", objective.Points);
        Number("mostPoints", objective.Points is null ? null : objective.MostPoints);
        Number("weightPercent", objective.Weight);
        Range("contributionPercent", objective.Contribution);
        Range("seal", objective.Seal is { } seal ? new Bounds<decimal>((int)seal.AtLeast, (int)seal.AtMost) : null);
        writer.WriteStartArray("questions");
        foreach (var criterion in objective.Criteria)
        {
            writer.WriteStartObject();
            writer.WriteString("question", criterion.Criterion.RefId);
            writer.WriteString("option", criterion.Answer?.Option?.Id);
            writer.WriteString("notApplicable", criterion.Answer is { NotApplicable: { Length: > 0 } reason } ? reason : null);
            writer.WriteString("explanation", criterion.Answer?.Explanation);
            writer.WriteString("evidence", criterion.Answer?.Evidence);
            Range("points", criterion.Points);
            Range("seal", criterion.Seal is { } level ? new Bounds<decimal>((int)level.AtLeast, (int)level.AtMost) : null);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private void WriteRisk(RiskReading risk, RiskMatrix matrix)
    {
        writer.WriteStartObject();
        writer.WriteString("refId", risk.Node.RefId);
        Text("name", risk.Node.Title);
        writer.WriteString("likelihood", risk.Likelihood?.Id);
        writer.WriteString("impact", risk.Impact?.Id);
        writer.WriteString("atLeast", risk.Level is { } least ? matrix.Levels[least.AtLeast].Id : null);
        writer.WriteString("atMost", risk.Level is { } most ? matrix.Levels[most.AtMost].Id : null);
        writer.WriteEndObject();
    }

    private void WriteCount(AnswerCount count)
    {
        writer.WriteStartObject("count");
        writer.WriteNumber("questions", count.Questions);
        writer.WriteNumber("answered", count.Answered);
        writer.WriteNumber("unknown", count.Unknown);
        writer.WriteNumber("notApplicable", count.NotApplicable);
        writer.WriteNumber("met", count.Met);
        writer.WriteNumber("partlyMet", count.PartlyMet);
        writer.WriteNumber("notMet", count.NotMet);
        writer.WriteEndObject();
    }

    private void Text(string name, Phrase text) => writer.WriteString(name, text.In(language));

    private void Number(string name, decimal? number)
    {
        if (number is { } known)
        {
            writer.WriteNumber(name, known);
        }
        else
        {
            writer.WriteNull(name);
        }
    }

    private void Range(string name, Bounds<decimal>? bounds)
    {
        if (bounds is not { } known)
        {
            writer.WriteNull(name);
            return;
        }

        writer.WriteStartObject(name);
        writer.WriteNumber("atLeast", known.AtLeast);
        writer.WriteNumber("atMost", known.AtMost);
        writer.WriteEndObject();
    }
}
