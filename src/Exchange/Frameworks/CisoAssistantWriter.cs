using System.Globalization;
using Sluiswachter.Model;
using Sluiswachter.Policy;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Sluiswachter.Exchange.Frameworks;

/// <summary>Writes a framework as a library of CISO Assistant.</summary>
/// <remarks>
/// What that format has no place for (exact points, SEAL levels, weights, how we know the text) stands under the key
/// <c>sluiswachter</c>, which its loader passes over; so reading what was written gives the same framework. Points are rounded
/// to whole ones for <c>add_score</c>, which takes no others.
/// </remarks>
public sealed class CisoAssistantWriter
{
    private readonly Framework framework;
    private readonly Emitter yaml;
    private readonly bool isDutchFirst;
    private readonly string? other;

    private CisoAssistantWriter(Framework framework, TextWriter into)
    {
        this.framework = framework;
        yaml = new Emitter(into, new EmitterSettings().WithBestWidth(int.MaxValue));
        var languages = framework.Head.Languages;
        isDutchFirst = languages[0] == "nl";
        other = languages.Count > 1 ? languages[1] : null;
    }

    /// <summary>Writes the library, with the risk matrix when there is one.</summary>
    public static void Write(Framework framework, TextWriter into) => new CisoAssistantWriter(framework, into).WriteLibrary();

    private void WriteLibrary()
    {
        var head = framework.Head;
        yaml.Emit(new StreamStart());
        yaml.Emit(new DocumentStart());
        Map(() =>
        {
            Pair("urn", head.Urn.Replace(":framework:", ":library:", StringComparison.Ordinal));
            Pair("locale", head.Languages[0]);
            Pair("ref_id", head.RefId);
            Say("name", head.Name);
            Say("description", head.Description);
            Pair("copyright", $"{head.Source.Licence} {head.Source.Attribution}".Trim());
            Plain("version", head.Version);
            Pair("provider", head.Source.Provider);
            Pair("packager", "sluiswachter");
            Translate(("name", head.Name), ("description", head.Description));
            Key("objects");
            Map(() =>
            {
                if (framework.Matrix is { } matrix)
                {
                    Key("risk_matrix");
                    List([matrix], WriteMatrix);
                }

                Key("framework");
                Map(WriteFramework);
            });
        });
        yaml.Emit(new DocumentEnd(isImplicit: true));
        yaml.Emit(new StreamEnd());
    }

    private void WriteFramework()
    {
        var head = framework.Head;
        Pair("urn", head.Urn);
        Pair("ref_id", head.RefId);
        Say("name", head.Name);
        Say("description", head.Description);
        if (framework.Criteria.Any(c => c.HasPoints))
        {
            Plain("min_score", 0);
            Plain("max_score", Math.Max(1, framework.Nodes.Max(n => n.Criteria.Sum(c => Whole(c.MostPoints)))));
        }

        Translate(("name", head.Name), ("description", head.Description));
        Key(CisoAssistantTexts.OwnKey);
        Map(WriteOwn);
        Key("requirement_nodes");
        List(framework.Nodes, WriteNode);
    }

    private void WriteOwn()
    {
        var (head, source) = (framework.Head, framework.Head.Source);
        Pair("kind", Words.Of<AssessmentKind>().WordOf((int)head.Kind));
        Pair("grain", Words.Of<Grain>().WordOf((int)head.Grain));
        Both("source", source.Document);
        if (source.KnownThrough is { } others)
        {
            Both("known_through", others);
        }

        Pair("licence", source.Licence);
        Pair("attribution", source.Attribution);
        Pair("valid_from", head.Validity.From?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "");
        Pair("valid_until", head.Validity.Until?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "");
        if (source.Defects.Count > 0)
        {
            Key("defects");
            List(source.Defects, WriteBoth);
        }

        if (framework.WeightSets.Count > 0)
        {
            Key("weights");
            Map(() =>
            {
                foreach (var set in framework.WeightSets)
                {
                    Key(set.Name);
                    Map(() => set.Weights.ToList().ForEach(w => Plain(w.Key, w.Value)));
                }
            });
        }
    }

    private void WriteNode(FrameworkNode node) => Map(() =>
    {
        Pair("urn", node.Urn);
        Plain("assessable", node.IsAssessable ? "true" : "false");
        Plain("depth", framework.WayUp(node).Count());
        Pair("parent_urn", framework.ParentOf(node)?.Urn ?? "");
        Pair("ref_id", node.RefId);
        Say("name", node.Name);
        Say("description", node.Text);
        Say("annotation", node.Note);
        Say("typical_evidence", node.Evidence);
        Translate(("name", node.Name), ("description", node.Text), ("annotation", node.Note), ("typical_evidence", node.Evidence));
        if (node.Criteria is [{ IsPlain: true } plain])
        {
            OwnOf(plain, scale: null);
        }
        else if (node.Criteria.Count > 0)
        {
            Key("questions");
            Map(() => node.Criteria.ToList().ForEach(c => WriteQuestion(node, c)));
        }
    });

    private void WriteQuestion(FrameworkNode node, Criterion criterion)
    {
        var asks = criterion.Asks ?? (node.Text.English.Length > 0 ? node.Text : node.Name);
        Key(criterion.Urn);
        Map(() =>
        {
            Plain("type", "unique_choice");
            Say("text", asks);
            Translate(("text", asks));
            OwnOf(criterion, criterion.Scale is { } scale ? Words.Of<RiskScale>().WordOf((int)scale) : null);
            Key("choices");
            List(criterion.Options, option => WriteChoice(criterion, option));
        });
    }

    private void WriteChoice(Criterion criterion, CriterionOption option) => Map(() =>
    {
        Pair("urn", $"{criterion.Urn}:choice:{option.Id}");
        Say("value", option.Text);
        Translate(("value", option.Text));
        if (option.Fulfilment is { } fulfilment)
        {
            Pair("compute_result", CisoAssistantTexts.ResultOf(fulfilment));
        }

        if (option.Points is { } points)
        {
            Plain("add_score", Whole(points));
        }

        if (option.Points is not null || option.Seal is not null || option.Tells is not null)
        {
            Key(CisoAssistantTexts.OwnKey);
            Map(() =>
            {
                PlainIfAny("points", option.Points);
                PlainIfAny("seal", (int?)option.Seal);
                Pair("tells", option.Tells ?? "");
            });
        }
    });

    private void WriteMatrix(RiskMatrix matrix) => Map(() =>
    {
        Pair("urn", matrix.Urn);
        Pair("ref_id", matrix.RefId);
        Say("name", matrix.Name);
        Say("description", matrix.Description);
        Translate(("name", matrix.Name), ("description", matrix.Description));
        foreach (var (key, steps) in new[] { ("probability", matrix.Likelihoods), ("impact", matrix.Impacts), ("risk", matrix.Levels) })
        {
            Key(key);
            List([.. steps.Select((step, i) => (Step: step, Number: i))], s => WriteStep(s.Step, s.Number));
        }

        Key("grid");
        List(matrix.Grid, row => List(row, level => yaml.Emit(new Scalar(level.ToString(CultureInfo.InvariantCulture)))));
    });

    private void WriteStep(RiskStep step, int number) => Map(() =>
    {
        Plain("id", number);
        Plain("abbreviation", number + 1);
        Say("name", step.Name);
        Say("description", step.Description);
        Translate(("name", step.Name), ("description", step.Description));
        Pair("hexcolor", step.Colour);
        Key(CisoAssistantTexts.OwnKey);
        Map(() => Pair("id", step.Id));
    });

    private void OwnOf(Criterion criterion, string? scale)
    {
        if (scale is not null || criterion.Checks is not null || !criterion.MayBeNotApplicable)
        {
            Key(CisoAssistantTexts.OwnKey);
            Map(() =>
            {
                Pair("scale", scale ?? "");
                Plain("not_applicable", criterion.MayBeNotApplicable ? "true" : "false");
                Pair("checks", criterion.Checks is { } fact ? AskedQuestion.Of(fact).Word : "");
            });
        }
    }

    /// <summary>A text in the first language; nothing when empty.</summary>
    private void Say(string key, Phrase text) => Pair(key, isDutchFirst ? text.Dutch : text.English);

    /// <summary>The texts in the other language, where they differ; the name of the whole always.</summary>
    private void Translate(params (string Key, Phrase Text)[] all)
    {
        var texts = all.Where(t => t.Text.English != t.Text.Dutch || (t.Key == "name" && t.Text == framework.Head.Name)).ToList();
        if (other is null || texts.Count == 0)
        {
            return;
        }

        Key("translations");
        Map(() =>
        {
            Key(other);
            Map(() => texts.ForEach(t => Pair(t.Key, isDutchFirst ? t.Text.English : t.Text.Dutch)));
        });
    }

    private void Both(string key, Phrase text)
    {
        Key(key);
        WriteBoth(text);
    }

    private void WriteBoth(Phrase text) => Map(() =>
    {
        Pair("en", text.English);
        Pair("nl", text.Dutch);
    });

    private void Pair(string key, string text)
    {
        if (text.Length > 0)
        {
            Key(key);
            yaml.Emit(new Scalar(
                AnchorName.Empty, TagName.Empty, text, ScalarStyle.DoubleQuoted, isPlainImplicit: true, isQuotedImplicit: true));
        }
    }

    private void Plain(string key, IFormattable value) => Plain(key, value.ToString(null, CultureInfo.InvariantCulture));

    private void Plain(string key, string word)
    {
        Key(key);
        yaml.Emit(new Scalar(word));
    }

    private void PlainIfAny(string key, IFormattable? value)
    {
        if (value is not null)
        {
            Plain(key, value);
        }
    }

    private void Key(string key) => yaml.Emit(new Scalar(key));

    private void Map(Action content)
    {
        yaml.Emit(new MappingStart());
        content();
        yaml.Emit(new MappingEnd());
    }

    private void List<T>(IReadOnlyList<T> items, Action<T> write)
    {
        yaml.Emit(new SequenceStart(AnchorName.Empty, TagName.Empty, isImplicit: true, SequenceStyle.Any));
        items.ToList().ForEach(write);
        yaml.Emit(new SequenceEnd());
    }

    private static int Whole(decimal points) => (int)Math.Round(points, MidpointRounding.AwayFromZero);
}
