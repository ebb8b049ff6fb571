using System.Text;
using Sluiswachter.Model;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Sluiswachter.Exchange;

/// <summary>Reads the part of YAML that our files need: texts, lists and keys.</summary>
/// <remarks>
/// Anchors, aliases and tags are refused, so nothing can grow beyond what is written (no "billion laughs"), and no
/// text becomes a number, a date or the Norwegian <c>no</c>. Sizes and depth are limited.
/// </remarks>
internal sealed class YamlDocument
{
    private readonly YamlKind kind;

    private YamlDocument(YamlKind kind) => this.kind = kind;

    /// <summary>The whole file, or what is wrong with it and on which line.</summary>
    /// <param name="text">The YAML.</param>
    /// <param name="kind">What the file is, and how large it may be.</param>
    public static (YamlNode? Root, int Line, Problem? Problem) Read(string text, YamlKind kind) =>
        text.Length > kind.MostCharacters ? (null, 0, new YamlTooBig(kind)) : new YamlDocument(kind).Read(text);

    /// <summary>The whole file from the disk, or what is wrong with it and on which line.</summary>
    /// <exception cref="IOException">The file cannot be read from the disk.</exception>
    public static (YamlNode? Root, int Line, Problem? Problem) Open(string path, YamlKind kind)
    {
        if (new FileInfo(path).Length > 4L * kind.MostCharacters)
        {
            return (null, 0, new YamlTooBig(kind));
        }

        try
        {
            var strict = new UTF8Encoding(false, throwOnInvalidBytes: true);
            return Read(strict.GetString(File.ReadAllBytes(path)).TrimStart('\uFEFF'), kind);
        }
        catch (DecoderFallbackException)
        {
            return (null, 0, new NotUtf8Text());
        }
    }

    private (YamlNode? Root, int Line, Problem? Problem) Read(string text)
    {
        try
        {
            var parser = new Parser(new StringReader(text));
            var start = Next<StreamStart>(parser);
            if (parser.MoveNext() && parser.Current is StreamEnd)
            {
                return (null, LineOf(start), new YamlEmpty(kind));
            }

            parser.MoveNext();
            var root = ReadNode(parser, 0);
            Next<DocumentEnd>(parser);
            return parser.MoveNext() && parser.Current is not StreamEnd
                ? (null, LineOf(parser.Current!), new NotPlainYaml("a second document", "een tweede document", kind))
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
    private YamlNode ReadNode(Parser parser, int depth)
    {
        var current = parser.Current!;
        var line = LineOf(current);
        if (depth > kind.Deepest)
        {
            throw new Refused(line, new NotPlainYaml("nesting this deep", "zo diepe nesting", kind));
        }

        if (current is AnchorAlias || current is NodeEvent { Anchor.IsEmpty: false })
        {
            throw new Refused(line, new NotPlainYaml("anchors and aliases (& and *)", "ankers en aliassen (& en *)", kind));
        }

        if (current is NodeEvent { Tag: { IsEmpty: false, IsNonSpecific: false } })
        {
            throw new Refused(line, new NotPlainYaml("tags (!)", "tags (!)", kind));
        }

        return current switch
        {
            Scalar scalar => new YamlText(line, scalar.Value, scalar.Style == ScalarStyle.Plain),
            SequenceStart => ReadList(parser, line, depth),
            MappingStart => ReadMap(parser, line, depth),
            _ => throw new Refused(line, new NotYaml(current.ToString() ?? "")),
        };
    }

    private YamlList ReadList(Parser parser, int line, int depth)
    {
        var items = new List<YamlNode>();
        while (parser.MoveNext() && parser.Current is not SequenceEnd)
        {
            items.Add(ReadNode(parser, depth + 1));
        }

        return new YamlList(line, items);
    }

    private YamlMap ReadMap(Parser parser, int line, int depth)
    {
        var entries = new List<(YamlText, YamlNode)>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        while (parser.MoveNext() && parser.Current is not MappingEnd)
        {
            if (ReadNode(parser, depth + 1) is not YamlText key)
            {
                throw new Refused(LineOf(parser.Current!), new NotPlainYaml("a key that is not a text", "een sleutel die geen tekst is", kind));
            }

            if (!seen.Add(key.Text))
            {
                throw new Refused(key.Line, new KeyTwice(key.Text));
            }

            parser.MoveNext();
            entries.Add((key, ReadNode(parser, depth + 1)));
        }

        return new YamlMap(line, entries);
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

/// <summary>What a YAML file is, for messages, and how large it may be.</summary>
/// <param name="Name">What it is, with its article.</param>
/// <param name="Smallest">What it holds at least.</param>
/// <param name="MostCharacters">How many characters it may have.</param>
/// <param name="Deepest">How deep lists and keys may be nested.</param>
public sealed record YamlKind(Phrase Name, Phrase Smallest, int MostCharacters, int Deepest);

/// <summary>A piece of a YAML file, with the line on which it begins.</summary>
internal abstract record YamlNode(int Line);

/// <summary>A text; every scalar is one, whatever YAML would make of it.</summary>
/// <param name="Line">Where it begins.</param>
/// <param name="Text">The text.</param>
/// <param name="IsPlain">Whether it stands without quotes, so that in YAML at large it could be a number or nothing.</param>
internal sealed record YamlText(int Line, string Text, bool IsPlain = false) : YamlNode(Line);

/// <summary>A list.</summary>
internal sealed record YamlList(int Line, IReadOnlyList<YamlNode> Items) : YamlNode(Line);

/// <summary>Keys, each once, with what they hold.</summary>
internal sealed record YamlMap(int Line, IReadOnlyList<(YamlText Key, YamlNode Value)> Entries) : YamlNode(Line);

/// <summary>A file of an unlikely size.</summary>
public sealed record YamlTooBig(YamlKind Kind) : Problem(new Phrase(
    $"the file is too large for {Kind.Name.English}: expected at most {Kind.MostCharacters} characters",
    $"het bestand is te groot voor {Kind.Name.Dutch}: verwacht ten hoogste {Kind.MostCharacters} tekens"));

/// <summary>A file without anything in it.</summary>
public sealed record YamlEmpty(YamlKind Kind) : Problem(new Phrase(
    $"the file is empty, not {Kind.Name.English}: expected at least {Kind.Smallest.English}",
    $"het bestand is leeg, geen {Kind.Name.Dutch}: verwacht minstens {Kind.Smallest.Dutch}"));

/// <summary>Text that is not YAML.</summary>
public sealed record NotYaml(string Detail) : Problem(new Phrase(
    $"this is not YAML ({Detail}): expected 'key: value' lines; a text with a brace, colon or # goes between quotes",
    $"dit is geen YAML ({Detail}): verwacht regels 'sleutel: waarde'; een tekst met een accolade, dubbele punt of # hoort tussen aanhalingstekens"));

/// <summary>A part of YAML that our files have no use for.</summary>
public sealed record NotPlainYaml(string What, string Wat, YamlKind Kind) : Problem(new Phrase(
    $"{What}: not allowed in {Kind.Name.English}; write it out",
    $"{Wat}: niet toegestaan in {Kind.Name.Dutch}; schrijf het uit"));

/// <summary>A key that stands twice in one place.</summary>
public sealed record KeyTwice(string Key) : Problem(new Phrase(
    $"{Quote(Key)} stands here twice: expected each key once",
    $"{Quote(Key)} staat hier twee keer: verwacht elke sleutel één keer"));

/// <summary>A key that must be there.</summary>
public sealed record KeyMissing(string Key, Phrase Meaning) : Problem(new Phrase(
    $"the key '{Key}' is missing: expected {Meaning.English}",
    $"de sleutel '{Key}' ontbreekt: verwacht {Meaning.Dutch}"));

/// <summary>A key, or a name, that is not known here.</summary>
public sealed record UnknownKey(string Key, IReadOnlyList<string> Known) : Problem(new Phrase(
    $"unknown key {Quote(Key)}{Hint.For(Key, Known).English}: expected {string.Join(", ", Known)}",
    $"onbekende sleutel {Quote(Key)}{Hint.For(Key, Known).Dutch}: verwacht {string.Join(", ", Known)}"));

/// <summary>Something of the wrong form: a list where a text belongs, or a word that is not known.</summary>
public sealed record NotAsExpected(string Found, Phrase Expected) : Problem(new Phrase(
    $"found {Found}: expected {Expected.English}",
    $"gevonden {Found}: verwacht {Expected.Dutch}"));
