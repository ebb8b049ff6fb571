namespace Sluiswachter.Model;

/// <summary>Text for people: a name, a description, an address.</summary>
/// <remarks>
/// At least one character that is not white space, at most <see cref="Longest"/> characters (what a spreadsheet cell
/// holds), no control characters but tab and line ends.
/// </remarks>
public readonly record struct Label
{
    /// <summary>The most characters a label may have: the limit of a spreadsheet cell.</summary>
    public const int Longest = 32_767;

    private Label(string text) => Text = text;

    /// <summary>The text.</summary>
    public string Text { get; }

    /// <summary>Makes a label from text.</summary>
    public static Result<Label> Of(string text)
    {
        if (text.Length > Longest)
        {
            return new TextTooLong(text);
        }

        var blank = true;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                i++;
                blank = false;
            }
            else if (char.IsSurrogate(c) || (char.IsControl(c) && c is not ('\t' or '\n' or '\r')))
            {
                return new UnprintableText(text);
            }
            else
            {
                blank &= char.IsWhiteSpace(c);
            }
        }

        return blank ? new BlankText() : new Label(text);
    }

    /// <inheritdoc />
    public override string ToString() => Text;
}

/// <summary>Text longer than a spreadsheet cell can hold.</summary>
public sealed record TextTooLong(string Text) : Problem(new Phrase(
    $"{Quote(Text)} is too long: expected at most {Label.Longest} characters",
    $"{Quote(Text)} is te lang: verwacht ten hoogste {Label.Longest} tekens"));

/// <summary>Text with control characters, such as NUL.</summary>
public sealed record UnprintableText(string Text) : Problem(new Phrase(
    $"{Quote(Text)} holds control characters: expected printable text",
    $"{Quote(Text)} bevat besturingstekens: verwacht leesbare tekst"));

/// <summary>Text of white space only.</summary>
public sealed record BlankText() : Problem(new Phrase(
    "the text is blank: expected at least one visible character",
    "de tekst is leeg: verwacht minstens één zichtbaar teken"));
