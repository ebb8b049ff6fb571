using System.Globalization;
using System.Text;
using System.Xml;

namespace Sluiswachter.Vault;

/// <summary>Writes an XML document of S3: UTF-8, one namespace, no indentation.</summary>
/// <remarks>
/// Keys may hold characters that XML 1.0 forbids; S3 writes them as character references, and so does this. Clients that
/// cannot read those ask for <c>encoding-type=url</c>.
/// </remarks>
public sealed class S3Writer
{
    internal const string Space = "http://s3.amazonaws.com/doc/2006-03-01/";
    internal const string SchemaInstance = "http://www.w3.org/2001/XMLSchema-instance";

    private static readonly XmlWriterSettings Settings = new()
    {
        Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
        CheckCharacters = false,
        NewLineHandling = NewLineHandling.Entitize,
    };

    private readonly XmlWriter xml;
    private readonly string ns;

    private S3Writer(XmlWriter xml, string space) => (this.xml, ns) = (xml, space);

    /// <summary>A whole document.</summary>
    internal static byte[] Document(string root, Action<S3Writer> content, string space = Space)
    {
        using var bytes = new MemoryStream();
        using (var document = XmlWriter.Create(bytes, Settings))
        {
            document.WriteStartElement(root, space);
            content(new S3Writer(document, space));
            document.WriteEndElement();
        }

        return bytes.ToArray();
    }

    /// <summary>An element that holds others.</summary>
    internal S3Writer Group(string name, Action<S3Writer> content)
    {
        xml.WriteStartElement(name, ns);
        content(this);
        xml.WriteEndElement();
        return this;
    }

    /// <summary>One element per item, each holding others.</summary>
    internal S3Writer Each<T>(IEnumerable<T> items, string name, Action<S3Writer, T> content)
    {
        foreach (var item in items)
        {
            Group(name, writer => content(writer, item));
        }

        return this;
    }

    /// <summary>One element per text.</summary>
    internal S3Writer Each(IEnumerable<string> texts, string name)
    {
        foreach (var text in texts)
        {
            Text(name, text);
        }

        return this;
    }

    /// <summary>An element with a text.</summary>
    internal S3Writer Text(string name, string text)
    {
        xml.WriteElementString(name, ns, text);
        return this;
    }

    /// <summary>Text within the element that was just begun.</summary>
    internal S3Writer Content(string text)
    {
        xml.WriteString(text);
        return this;
    }

    /// <summary>An element with a text, or nothing.</summary>
    internal S3Writer Maybe(string name, string? text) => text is null ? this : Text(name, text);

    /// <summary>An element with a number, or nothing.</summary>
    internal S3Writer Maybe(string name, long? number) =>
        number is { } known ? Text(name, known.ToString(CultureInfo.InvariantCulture)) : this;

    /// <summary>An element with a time, or nothing.</summary>
    internal S3Writer Maybe(string name, DateTimeOffset? time) => time is { } known ? Text(name, S3Time.Iso(known)) : this;

    /// <summary>An element with true or false, or nothing.</summary>
    internal S3Writer Maybe(string name, bool? flag) => flag is { } known ? Text(name, known ? "true" : "false") : this;

    /// <summary>An attribute of the schema's instance namespace, on the element that was just begun.</summary>
    internal S3Writer InstanceType(string type)
    {
        xml.WriteAttributeString("xsi", "type", SchemaInstance, type);
        return this;
    }
}
