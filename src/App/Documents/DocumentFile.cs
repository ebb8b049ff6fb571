using System.Text;
using Sluiswachter.App.Inquiries;
using Sluiswachter.Model;

namespace Sluiswachter.App.Documents;

/// <summary>Writes a document to a new file that people can pass on.</summary>
public static class DocumentFile
{
    private const string Markdown = ".md";
    private const string Html = ".html";

    /// <summary>Why a document cannot be written there; null when it can.</summary>
    public static Problem? Check(string path) =>
        !path.EndsWith(Markdown, StringComparison.OrdinalIgnoreCase) && !path.EndsWith(Html, StringComparison.OrdinalIgnoreCase)
            ? new NotADocumentName(path)
            : Path.Exists(path) ? new DocumentIsThere(path)
            : !Directory.Exists(Path.GetDirectoryName(Path.GetFullPath(path))) ? new CannotWrite(path, MachineReason.NotThere)
            : null;

    /// <summary>Writes it, whole or not at all; which form shows from the end of the name.</summary>
    /// <exception cref="IOException">The machine failed, or a file has come there meanwhile.</exception>
    public static void Write(string path, Document document, Language language)
    {
        var text = path.EndsWith(Html, StringComparison.OrdinalIgnoreCase)
            ? DocumentHtml.Write(document, language)
            : DocumentMarkdown.Write(document);
        var half = path + ".part";
        File.WriteAllText(half, text, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        File.Move(half, path, overwrite: false);
    }
}

/// <summary>A name for a document that does not tell its form.</summary>
public sealed record NotADocumentName(string Path) : Problem(new Phrase(
    $"{Quote(Path)} is not the name of a document: expected one that ends in .md or .html",
    $"{Quote(Path)} is geen naam voor een document: verwacht een naam die eindigt op .md of .html"));

/// <summary>A document that would be written over something.</summary>
public sealed record DocumentIsThere(string Path) : Problem(new Phrase(
    $"{Quote(Path)} exists: expected the name of a new file, nothing is written over",
    $"{Quote(Path)} bestaat al: verwacht de naam van een nieuw bestand, niets wordt overschreven"));
