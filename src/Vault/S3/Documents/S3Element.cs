using System.Globalization;
using System.Text;
using System.Xml;

namespace Sluiswachter.Vault;

/// <summary>An element of an XML document that was received: its name without namespace, its text and its children.</summary>
/// <remarks>
/// Document types are refused, entities are not resolved, and size, depth and number of elements are bounded, so that no
/// document costs more than it weighs. Elements that are not
/// known are for who reads the document to refuse (<see cref="S3Shape"/>).
/// </remarks>
public sealed class S3Element
{
    private const int DeepestLevel = 16;
    private const int MostElements = 100_000;

    private static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        MaxCharactersFromEntities = 1024,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
    };

    private readonly List<S3Element> children = [];
    private readonly StringBuilder text = new();

    private S3Element(string name, string? type) => (Name, Type) = (name, type);

    /// <summary>The name, without namespace.</summary>
    public string Name { get; }

    /// <summary>The text; empty when there is none.</summary>
    public string Text => text.ToString();

    /// <summary>The <c>type</c> attribute of the schema's instance namespace, or null.</summary>
    public string? Type { get; }

    /// <summary>The children, in order.</summary>
    public IReadOnlyList<S3Element> Children => children;

    /// <summary>The only child of that name, or null; the first when there are several.</summary>
    public S3Element? this[string name] => children.Find(child => child.Name == name);

    /// <summary>Reads a document whose root has the given name.</summary>
    /// <param name="document">The document, at most as long as the server allows for the operation.</param>
    /// <param name="root">The name of the root.</param>
    public static S3Result<S3Element> Of(ReadOnlyMemory<byte> document, string root)
    {
        try
        {
            using var bytes = new MemoryStream(document.ToArray(), writable: false);
            using var xml = XmlReader.Create(bytes, Settings);
            return Read(xml) is { } element && element.Name == root ? element : S3Error.MalformedXML;
        }
        catch (XmlException fault)
        {
            return new S3Refusal(S3Error.MalformedXML, $"The XML is not well-formed (line {fault.LineNumber}, column {fault.LinePosition}).");
        }
        catch (Exception fault) when (fault is ArgumentException or NotSupportedException)
        {
            // An encoding that nobody knows, or bytes that are not of it.
            return S3Error.MalformedXML;
        }
    }

    /// <summary>Reads a document whose root has the given name, and of which every element is known.</summary>
    internal static S3Result<S3Element> Of(ReadOnlyMemory<byte> document, string root, S3Shape shape) => Of(document, root).Then(shape.Of);

    /// <summary>The children of a name.</summary>
    public IEnumerable<S3Element> All(string name) => children.Where(child => child.Name == name);

    /// <summary>The text of a child; null when there is no such child.</summary>
    public string? TextOf(string name) => this[name]?.Text;

    /// <summary>The texts of the children of a name.</summary>
    public IReadOnlyList<string> TextsOf(string name) => [.. All(name).Select(child => child.Text)];

    /// <summary>True when there is more than one child of a name.</summary>
    public bool Repeats(string name) => All(name).Skip(1).Any();

    /// <summary>A whole number, or null when it is absent; not a number is malformed.</summary>
    internal int? Number(string name, ref bool malformed)
    {
        if (TextOf(name) is not { } digits)
        {
            return null;
        }

        malformed |= !int.TryParse(digits.Trim(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number);
        return number;
    }

    /// <summary>A number of bytes, or null when it is absent; not a number is malformed.</summary>
    internal long? LongNumber(string name, ref bool malformed)
    {
        if (TextOf(name) is not { } digits)
        {
            return null;
        }

        malformed |= !long.TryParse(digits.Trim(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number);
        return number;
    }

    /// <summary>A time, or null when it is absent; not a time is malformed.</summary>
    internal DateTimeOffset? Time(string name, ref bool malformed)
    {
        if (TextOf(name) is not { } written)
        {
            return null;
        }

        var time = S3Time.ReadIso(written.Trim());
        malformed |= time is null;
        return time;
    }

    /// <summary>True or false, or null when it is absent; anything else is malformed.</summary>
    internal bool? Flag(string name, ref bool malformed)
    {
        var (known, flag) = TextOf(name)?.Trim() switch
        {
            null => (true, (bool?)null),
            "true" or "TRUE" or "True" or "1" => (true, true),
            "false" or "FALSE" or "False" or "0" => (true, false),
            _ => (false, null),
        };
        malformed |= !known;
        return flag;
    }

    private static S3Element? Read(XmlReader xml)
    {
        var open = new Stack<S3Element>();
        S3Element? root = null;
        var count = 0;
        while (xml.Read())
        {
            switch (xml.NodeType)
            {
                case XmlNodeType.Element:
                    if (++count > MostElements || open.Count >= DeepestLevel)
                    {
                        return null;
                    }

                    var element = new S3Element(xml.LocalName, xml.GetAttribute("type", S3Writer.SchemaInstance));
                    root ??= element;
                    if (open.TryPeek(out var parent))
                    {
                        parent.children.Add(element);
                    }

                    if (!xml.IsEmptyElement)
                    {
                        open.Push(element);
                    }

                    break;
                case XmlNodeType.EndElement:
                    open.Pop();
                    break;
                case XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace or XmlNodeType.Whitespace:
                    if (open.TryPeek(out var around))
                    {
                        around.text.Append(xml.Value);
                    }

                    break;
            }
        }

        return root;
    }
}
