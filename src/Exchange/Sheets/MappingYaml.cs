using Sluiswachter.Model;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Sluiswachter.Exchange.Sheets;

/// <summary>Reads the part of YAML that a mapping needs: texts, lists and keys.</summary>
/// <remarks>
/// Anchors, aliases and tags are refused, so nothing can grow beyond what is written (no "billion laughs"), and no
/// text becomes a number, a date or the Norwegian <c>no</c>. Sizes and depth are limited.
/// </remarks>
internal static class MappingYaml
{
    /// <summary>The most characters of a mapping file.</summary>
    public const int MostCharacters = 1 << 20;

    private const int Deepest = 12;

    /// <summary>The whole file, or what is wrong with it and on which line.</summary>
    public static (MappingNode? Root, int Line, Problem? Problem) Read(string text)
    {
        if (text.Length > MostCharacters)
        {
            return (null, 0, new MappingTooBig());
        }

        try
        {
            var parser = new Parser(new StringReader(text));
            var start = Next<StreamStart>(parser);
            if (parser.MoveNext() && parser.Current is StreamEnd)
            {
                return (null, LineOf(start), new MappingEmpty());
            }

            parser.MoveNext();
            var root = ReadNode(parser, 0);
            Next<DocumentEnd>(parser);
            return parser.MoveNext() && parser.Current is not StreamEnd
                ? (null, LineOf(parser.Current!), new NotMappingYaml("a second document", "een tweede document"))
                : (root, 0, null);
        }
        catch (Refused refused)
        {
            return (null, refused.Line, refused.Problem);
        }
        catch (YamlException broken)
        {
            return (null, (int)broken.End.Line, new NotYaml(broken.InnerException?.Message ?? broken.Message));
        }
    }

    /// <summary>Reads the node at which the parser stands.</summary>
    private static MappingNode ReadNode(Parser parser, int depth)
    {
        var current = parser.Current!;
        var line = LineOf(current);
        if (depth > Deepest)
        {
            throw new Refused(line, new NotMappingYaml("nesting this deep", "zo diepe nesting"));
        }

        if (current is AnchorAlias || current is NodeEvent { Anchor.IsEmpty: false })
        {
            throw new Refused(line, new NotMappingYaml("anchors and aliases (& and *)", "ankers en aliassen (& en *)"));
        }

        if (current is NodeEvent { Tag: { IsEmpty: false, IsNonSpecific: false } })
        {
            throw new Refused(line, new NotMappingYaml("tags (!)", "tags (!)"));
        }

        return current switch
        {
            Scalar scalar => new MappingText(line, scalar.Value),
            SequenceStart => ReadList(parser, line, depth),
            MappingStart => ReadMap(parser, line, depth),
            _ => throw new Refused(line, new NotYaml(current.ToString() ?? "")),
        };
    }

    private static MappingList ReadList(Parser parser, int line, int depth)
    {
        var items = new List<MappingNode>();
        while (parser.MoveNext() && parser.Current is not SequenceEnd)
        {
            items.Add(ReadNode(parser, depth + 1));
        }

        return new MappingList(line, items);
    }

    private static MappingMap ReadMap(Parser parser, int line, int depth)
    {
        var entries = new List<(MappingText, MappingNode)>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        while (parser.MoveNext() && parser.Current is not MappingEnd)
        {
            if (ReadNode(parser, depth + 1) is not MappingText key)
            {
                throw new Refused(LineOf(parser.Current!), new NotMappingYaml("a key that is not a text", "een sleutel die geen tekst is"));
            }

            if (!seen.Add(key.Text))
            {
                throw new Refused(key.Line, new KeyTwice(key.Text));
            }

            parser.MoveNext();
            entries.Add((key, ReadNode(parser, depth + 1)));
        }

        return new MappingMap(line, entries);
    }

    private static TEvent Next<TEvent>(Parser parser)
        where TEvent : ParsingEvent =>
        parser.MoveNext() && parser.Current is TEvent found
            ? found
            : throw new Refused(parser.Current is { } other ? LineOf(other) : 0, new NotYaml(typeof(TEvent).Name));

    private static int LineOf(ParsingEvent at) => (int)at.Start.Line;

    /// <summary>Leaves the recursion; never leaves this class.</summary>
    private sealed class Refused(int line, Problem problem) : Exception(problem.ToString())
    {
        public int Line { get; } = line;

        public Problem Problem { get; } = problem;
    }
}

/// <summary>A piece of a mapping file, with the line on which it begins.</summary>
internal abstract record MappingNode(int Line);

/// <summary>A text; every scalar of a mapping is one, whatever YAML would make of it.</summary>
internal sealed record MappingText(int Line, string Text) : MappingNode(Line);

/// <summary>A list.</summary>
internal sealed record MappingList(int Line, IReadOnlyList<MappingNode> Items) : MappingNode(Line);

/// <summary>Keys, each once, with what they hold.</summary>
internal sealed record MappingMap(int Line, IReadOnlyList<(MappingText Key, MappingNode Value)> Entries)
    : MappingNode(Line);

/// <summary>A mapping file of an unlikely size.</summary>
public sealed record MappingTooBig() : Problem(new Phrase(
    $"the mapping is too large: expected at most {MappingYaml.MostCharacters} characters",
    $"de mapping is te groot: verwacht ten hoogste {MappingYaml.MostCharacters} tekens"));

/// <summary>A mapping file without anything in it.</summary>
public sealed record MappingEmpty() : Problem(new Phrase(
    "the mapping is empty: expected at least 'mapping: 1' and 'sheets:'; sluis import FILE --suggest-map proposes one",
    "de mapping is leeg: verwacht minstens 'mapping: 1' en 'sheets:'; sluis import BESTAND --suggest-map stelt er een voor"));

/// <summary>Text that is not YAML.</summary>
public sealed record NotYaml(string Detail) : Problem(new Phrase(
    $"this is not YAML ({Detail}): expected 'key: value' lines; a text with a brace, colon or # goes between quotes",
    $"dit is geen YAML ({Detail}): verwacht regels 'sleutel: waarde'; een tekst met een accolade, dubbele punt of # hoort tussen aanhalingstekens"));

/// <summary>A part of YAML that a mapping has no use for.</summary>
public sealed record NotMappingYaml(string What, string Wat) : Problem(new Phrase(
    $"{What}: not allowed in a mapping; write it out",
    $"{Wat}: niet toegestaan in een mapping; schrijf het uit"));

/// <summary>A key that stands twice in one place.</summary>
public sealed record KeyTwice(string Key) : Problem(new Phrase(
    $"{Quote(Key)} stands here twice: expected each key once",
    $"{Quote(Key)} staat hier twee keer: verwacht elke sleutel één keer"));
