using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Sluiswachter.Model;

namespace Sluiswachter.Exchange.Sheets;

/// <summary>
/// Text with columns in braces, such as <c>app:{slug(Applicatie)}</c>; <c>{{</c> and <c>}}</c> are braces.
/// </summary>
internal sealed partial class MappingTemplate
{
    private MappingTemplate(string text, IReadOnlyList<MappingPiece> pieces) => (Text, Pieces) = (text, pieces);

    /// <summary>The template as it is written.</summary>
    public string Text { get; }

    /// <summary>Its pieces, in order.</summary>
    public IReadOnlyList<MappingPiece> Pieces { get; }

    /// <summary>The columns and values that it names.</summary>
    public IEnumerable<string> Names => Pieces.Where(p => p.Name is not null).Select(p => p.Name!);

    /// <summary>The text, when it names nothing; else null.</summary>
    public string? Constant => Names.Any() ? null : string.Concat(Pieces.Select(p => p.Literal));

    /// <summary>The column, when it is a column as it stands and nothing else; else null.</summary>
    public string? WholeCell => Pieces is [{ Name: { } name, Function: MappingFunction.None }] ? name : null;

    /// <summary>A template that is one column as it stands.</summary>
    public static MappingTemplate OfColumn(string name) =>
        new($"{{{name}}}", [new MappingPiece("", SheetCell.Tidy(name), MappingFunction.None)]);

    /// <summary>Makes a template from text.</summary>
    public static Result<MappingTemplate> Of(string text)
    {
        var pieces = new List<MappingPiece>();
        var literal = new StringBuilder();
        for (var i = 0; i < text.Length; i++)
        {
            var (c, twice) = (text[i], i + 1 < text.Length && text[i + 1] == text[i]);
            if (c is '{' or '}' && twice)
            {
                literal.Append(c);
                i++;
                continue;
            }

            if (c is not ('{' or '}'))
            {
                literal.Append(c);
                continue;
            }

            var end = c == '{' ? text.IndexOf('}', i) : -1;
            if (end < 0 || text[(i + 1)..end].Trim().Length == 0)
            {
                return new NotAsExpected(Problem.Quote(text), new Phrase(
                    "a column between { and }, such as app:{slug(Applicatie)}; write {{ for a brace",
                    "een kolom tussen { en }, zoals app:{slug(Applicatie)}; schrijf {{ voor een accolade"));
            }

            if (literal.Length > 0)
            {
                pieces.Add(new MappingPiece(literal.ToString(), null, MappingFunction.None));
                literal.Clear();
            }

            pieces.Add(PieceOf(text[(i + 1)..end]));
            i = end;
        }

        if (literal.Length > 0 || pieces.Count == 0)
        {
            pieces.Add(new MappingPiece(literal.ToString(), null, MappingFunction.None));
        }

        return new MappingTemplate(text, pieces);
    }

    /// <summary>Text as it stands in an id; empty when no letter or digit is in it.</summary>
    public static string Slug(string text)
    {
        var slug = new StringBuilder();
        foreach (var c in text)
        {
            var letters = Plain(char.ToLowerInvariant(c));
            if (letters.Length == 0)
            {
                continue;
            }

            if (char.IsLetterOrDigit(letters[0]))
            {
                slug.Append(letters);
            }
            else if (slug.Length > 0 && slug[^1] != '-')
            {
                slug.Append('-');
            }
        }

        return slug.ToString().TrimEnd('-');
    }

    private static MappingPiece PieceOf(string inner)
    {
        var call = Call().Match(inner.Trim());
        return call.Success
            ? new MappingPiece("", SheetCell.Tidy(call.Groups["name"].Value), Enum.Parse<MappingFunction>(call.Groups["function"].Value, true))
            : new MappingPiece("", SheetCell.Tidy(inner), MappingFunction.None);
    }

    /// <summary>A small letter without its accent; nothing for an apostrophe, which belongs to its word.</summary>
    private static string Plain(char c) => c switch
    {
        >= 'à' and <= 'å' or 'ā' or 'ă' or 'ą' => "a",
        'æ' => "ae",
        'ç' or 'ć' or 'č' => "c",
        'ď' or 'đ' or 'ð' => "d",
        >= 'è' and <= 'ë' or 'ē' or 'ė' or 'ę' or 'ě' => "e",
        'ğ' => "g",
        >= 'ì' and <= 'ï' or 'ī' or 'į' or 'ı' => "i",
        'ł' => "l",
        'ñ' or 'ń' or 'ň' => "n",
        >= 'ò' and <= 'ö' or 'ø' or 'ō' or 'ő' => "o",
        'œ' => "oe",
        'ř' => "r",
        'ś' or 'š' or 'ş' or 'ș' => "s",
        'ß' => "ss",
        'ť' or 'ț' => "t",
        'þ' => "th",
        >= 'ù' and <= 'ü' or 'ū' or 'ů' or 'ű' => "u",
        'ý' or 'ÿ' => "y",
        'ź' or 'ż' or 'ž' => "z",
        '\'' or '’' or '‘' => "",
        _ when char.GetUnicodeCategory(c) == UnicodeCategory.NonSpacingMark => "",
        _ => c.ToString(),
    };

    [GeneratedRegex(@"^(?<function>slug|lower|upper)\((?<name>.+)\)$", RegexOptions.None, 1000)]
    private static partial Regex Call();
}

/// <summary>What a template does with the text of a cell.</summary>
internal enum MappingFunction
{
    /// <summary>Leaves it.</summary>
    None = 0,

    /// <summary>
    /// Makes it fit for an id: lower case, without accents, hyphens for all that is no letter or digit.
    /// </summary>
    Slug,

    /// <summary>Lower case.</summary>
    Lower,

    /// <summary>Upper case.</summary>
    Upper,
}

/// <summary>A piece of a template: fixed text, or the name of a column or value and what is done with it.</summary>
internal readonly record struct MappingPiece(string Literal, string? Name, MappingFunction Function);
