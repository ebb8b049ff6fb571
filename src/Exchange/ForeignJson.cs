using System.Text.Json;
using System.Text.Unicode;
using Sluiswachter.Model;

namespace Sluiswachter.Exchange;

/// <summary>A value in a JSON file that others made, with its path, so that a complaint can say where.</summary>
/// <remarks>
/// Reading never throws for what stands in the file: what is missing or of another kind becomes a complaint and null.
/// Paths read <c>data.Products[12].csp</c>, counting elements from 0 as JSON tools do.
/// </remarks>
internal readonly record struct ForeignJson(
    JsonElement Element, string File, long Row, string Path, ICollection<Complaint> Complaints)
{
    /// <summary>The largest file that is read as one JSON document: thirteen times the largest we know.</summary>
    public const int MostBytes = 32 << 20;

    /// <summary>Parses a file; null, and a complaint, when it cannot be read or is no JSON.</summary>
    public static ForeignJson? Open(string path, ICollection<Complaint> complaints)
    {
        var file = System.IO.Path.GetFileName(path);
        try
        {
            var length = new FileInfo(path).Length;
            if (length <= MostBytes)
            {
                return Parse(System.IO.File.ReadAllBytes(path), file, 0, complaints);
            }

            complaints.Add(new Complaint(new Place(file), new FileTooLarge(length, MostBytes)));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            complaints.Add(new Complaint(new Place(file), new UnreadableFile(path)));
        }

        return null;
    }

    /// <summary>Parses a document; null, and a complaint, when it is no JSON.</summary>
    public static ForeignJson? Parse(
        ReadOnlyMemory<byte> utf8, string file, long row, ICollection<Complaint> complaints)
    {
        if (utf8.Span.StartsWith("\uFEFF"u8))
        {
            utf8 = utf8[3..];
        }

        if (!Utf8.IsValid(utf8.Span))
        {
            complaints.Add(new Complaint(new Place(file, row), new NotUtf8Text()));
            return null;
        }

        try
        {
            return new ForeignJson(JsonDocument.Parse(utf8).RootElement, file, row, "", complaints);
        }
        catch (JsonException e)
        {
            var place = new Place(file, row == 0 ? (e.LineNumber ?? 0) + 1 : row);
            complaints.Add(new Complaint(place, new NotJson((e.BytePositionInLine ?? 0) + 1)));
            return null;
        }
    }

    /// <summary>A property that holds an object; null, and a complaint when it is required.</summary>
    public ForeignJson? Object(string name, bool required = true) => Property(name, JsonValueKind.Object, required);

    /// <summary>The text of a property, trimmed; null when missing or blank, with a complaint when required.</summary>
    public string? Text(string name, bool required = false)
    {
        if (Property(name, JsonValueKind.String, required) is not { } property)
        {
            return null;
        }

        var text = property.AsText()?.Trim();
        if (string.IsNullOrEmpty(text))
        {
            if (required && text is not null)
            {
                Complain(name, new BlankText());
            }

            return null;
        }

        return text;
    }

    /// <summary>The text of a property as a label; null when it is missing, blank or no label.</summary>
    public Label? Label(string name, bool required = false)
    {
        if (Text(name, required) is not { } text)
        {
            return null;
        }

        var label = Model.Label.Of(text);
        if (!label.Holds)
        {
            Complain(name, label.Problem!);
            return null;
        }

        return label.Value;
    }

    /// <summary>The whole number in a property; null when missing, with a complaint when anything else.</summary>
    public long? Count(string name)
    {
        if (Property(name, JsonValueKind.Number, required: false) is not { } property)
        {
            return null;
        }

        if (property.Element.TryGetInt64(out var number) && number >= 0)
        {
            return number;
        }

        Complain(name, new NotACount(property.Element.GetRawText(), 0, long.MaxValue));
        return null;
    }

    /// <summary>The elements of an array in a property; the rows of a top array are counted from 1.</summary>
    public IReadOnlyList<ForeignJson> Items(string name, bool required = true) =>
        Property(name, JsonValueKind.Array, required)?.Items() ?? [];

    /// <summary>The elements of this array.</summary>
    public IReadOnlyList<ForeignJson> Items()
    {
        var items = new List<ForeignJson>(Element.GetArrayLength());
        foreach (var element in Element.EnumerateArray())
        {
            var row = Row == 0 ? items.Count + 1 : Row;
            items.Add(new ForeignJson(element, File, row, $"{Path}[{items.Count}]", Complaints));
        }

        return items;
    }

    /// <summary>The elements of an array of objects; a complaint for every element that is none.</summary>
    public IEnumerable<ForeignJson> Objects(string name, bool required = true) =>
        Items(name, required).Where(item => item.Is(JsonValueKind.Object));

    /// <summary>The texts in an array; a complaint for every element that is none.</summary>
    public IReadOnlyList<string> Texts(string name, bool required = true)
    {
        var texts = new List<string>();
        foreach (var item in Items(name, required).Where(item => item.Is(JsonValueKind.String)))
        {
            if (item.AsText() is { } text)
            {
                texts.Add(text.Trim());
            }
        }

        return texts;
    }

    /// <summary>Whether this is of a kind; complains when not.</summary>
    public bool Is(JsonValueKind kind)
    {
        if (Element.ValueKind == kind)
        {
            return true;
        }

        Complain("", new AnotherKindOfJson(kind, Element.ValueKind));
        return false;
    }

    /// <summary>Complains about a property, or about this value itself when no name is given.</summary>
    public void Complain(string name, Problem problem, bool isWarning = false) =>
        Complaints.Add(new Complaint(new Place(File, Row, PathOf(name)), problem, isWarning));

    private ForeignJson? Property(string name, JsonValueKind kind, bool required)
    {
        if (!Element.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null)
        {
            if (required)
            {
                Complain(name, new MissingFromJson(name));
            }

            return null;
        }

        var property = new ForeignJson(value, File, Row, PathOf(name), Complaints);
        return property.Is(kind) ? property : null;
    }

    private string PathOf(string name) => name.Length == 0 ? Path : Path.Length == 0 ? name : $"{Path}.{name}";

    /// <summary>The text; null, and a complaint, when it holds half of a surrogate pair.</summary>
    private string? AsText()
    {
        try
        {
            return Element.GetString();
        }
        catch (InvalidOperationException)
        {
            Complain("", new UnprintableText(Element.GetRawText()));
            return null;
        }
    }
}
