using Sluiswachter.Model;
using Sluiswachter.Policy;

namespace Sluiswachter.Exchange.Frameworks;

/// <summary>The parts of a framework as they are read, each with its line, so that faults can be told with it.</summary>
internal sealed class FrameworkParts(YamlParts yaml)
{
    private readonly Dictionary<object, int> lines = new(ReferenceEqualityComparer.Instance);

    /// <summary>No text.</summary>
    public static Phrase Nothing { get; } = new("", "");

    /// <summary>Whether text names a framework as CISO Assistant wants it.</summary>
    public static bool IsFrameworkUrn(string text) =>
        text.Split(':', 5) is ["urn", { Length: > 0 } owner, "risk", "framework", { Length: > 0 } name] &&
        IsRefId(owner) && IsRefId(name.Replace(":", "", StringComparison.Ordinal)) && !name.Any(char.IsAsciiLetterUpper);

    /// <summary>Whether text can be the last part of a urn.</summary>
    public static bool IsRefId(string text) => text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.' or '_');

    /// <summary>The urn of a node of a framework of ours.</summary>
    public static string NodeUrn(string frameworkUrn, string refId) =>
        $"{frameworkUrn.Replace(":framework:", ":req_node:", StringComparison.Ordinal)}:{refId.ToLowerInvariant()}";

    /// <summary>A question about a risk.</summary>
    public static Criterion Risk(
        string nodeUrn, string refId, RiskScale scale, RiskMatrix matrix, bool mayBeNotApplicable)
    {
        var (tail, asks) = scale == RiskScale.Likelihood
            ? ("likelihood", new Phrase("How likely is it?", "Hoe waarschijnlijk is het?"))
            : ("impact", new Phrase("How bad would it be?", "Hoe erg zou het zijn?"));
        return new Criterion(
            $"{nodeUrn}:question:{tail}", $"{refId}:{tail}", asks, matrix.OptionsOf(scale), mayBeNotApplicable, scale);
    }

    /// <summary>A set of weights, by its name.</summary>
    public WeightSet Weights(YamlText name, YamlNode node) => At(name.Line, new WeightSet(
        name.Text,
        yaml.Entries(node).ToDictionary(e => e.Key.Text, e => yaml.Number(e.Value) ?? 0, StringComparer.Ordinal)));

    /// <summary>The grid of a risk matrix, a row per likelihood.</summary>
    public IReadOnlyList<IReadOnlyList<int>> Grid(YamlNode? node) =>
        [.. yaml.Items(node).Select(row => yaml.Items(row).Select(cell => yaml.Whole(cell, 0, 1000) ?? -1).ToList())];

    /// <summary>Remembers on which line a part stands.</summary>
    public T At<T>(int line, T part)
        where T : class
    {
        lines[part] = line;
        return part;
    }

    /// <summary>The days on which something applies.</summary>
    public Validity ReadValidity(IReadOnlyDictionary<string, YamlNode> parts, string from, string until)
    {
        var validity = Validity.Of(yaml.Day(parts.GetValueOrDefault(from)), yaml.Day(parts.GetValueOrDefault(until)));
        if (!validity.Holds)
        {
            yaml.Complain(parts[until].Line, validity.Problem!);
        }

        return validity.Holds ? validity.Value : Validity.Always;
    }

    /// <summary>Makes the framework, or complains about every fault on its line.</summary>
    public Framework? Make(
        FrameworkHead head, IReadOnlyList<FrameworkNode> nodes, IReadOnlyList<WeightSet> weights, RiskMatrix? matrix)
    {
        var (framework, faults) = Framework.Of(head, nodes, weights, matrix);
        foreach (var fault in faults)
        {
            yaml.Complain(lines.GetValueOrDefault(fault.Part), fault.Problem);
        }

        return framework;
    }
}
