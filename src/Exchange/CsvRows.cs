using System.Buffers;
using Sluiswachter.Model;

namespace Sluiswachter.Exchange;

/// <summary>
/// Splits text into the rows and cells of a CSV file (RFC 4180), and survives every mistake in its quotes.
/// </summary>
/// <remarks>
/// <para>
/// Each row ends at CR, LF or CRLF; each cell at the separator; a cell that begins with a quote ends at its closing
/// quote and may hold all of these. Rows that are empty throughout are counted and passed over.
/// </para>
/// <para>
/// Holds one cell and a buffer, whatever the file. After a quote that never closes, or text after a closing quote,
/// reading goes on at the line after the one in which the faulty cell began; a character is looked at no more than
/// three times. Why not a library: docs/adr/0005-own-csv-tokenizer.md.
/// </para>
/// </remarks>
/// <param name="text">The characters.</param>
/// <param name="separator">What stands between cells.</param>
/// <param name="width">How many cells of a row are kept, at most <see cref="BundleLimits.Columns"/>.</param>
internal sealed class CsvRows(Utf8Text text, char separator, int width)
{
    private const int MostRaw = 2 * BundleLimits.CellCharacters + 2;

    private readonly SearchValues<char> stops = SearchValues.Create([separator, '"', '\r', '\n']);
    private readonly string[] previous = [.. Enumerable.Repeat("", width)];
    private char[] buffer = new char[64 * 1024];
    private int keep;
    private int position;
    private int end;
    private bool isBlank = true;

    /// <summary>The number of the row, the first being 1; rows that were passed over count.</summary>
    public long Number { get; private set; }

    /// <summary>
    /// How many cells the row has; beyond <see cref="BundleLimits.Columns"/> they are no longer counted.
    /// </summary>
    public int Count { get; private set; }

    /// <summary>
    /// The cells of the row, as many as the width; missing ones are empty. A new array for every row.
    /// </summary>
    public string[] Cells { get; private set; } = [];

    /// <summary>The text of the first cell beyond the width.</summary>
    public string FirstBeyond { get; private set; } = "";

    /// <summary>What is wrong in the row, by the position of the cell; null when nothing is.</summary>
    public List<(int Cell, Problem Problem)>? Faults { get; private set; }

    /// <summary>Goes to the next row that is not empty; false at the end.</summary>
    public bool Read()
    {
        do
        {
            keep = position;
            if (position == end && !Fill())
            {
                return false;
            }

            if (!isBlank || Cells.Length == 0)
            {
                Cells = new string[width];
                Array.Fill(Cells, "");
            }

            (Number, Count, Faults, isBlank) = (Number + 1, 0, null, true);
            if (buffer[position] is '\r' or '\n')
            {
                EndCell();
                continue;
            }

            while (ReadCell())
            {
                if (Count > BundleLimits.Columns)
                {
                    isBlank = false;
                    SkipLine();
                    break;
                }
            }
        }
        while (isBlank);
        return text.Broken is null;
    }

    /// <summary>Reads a cell; whether another one follows in this row.</summary>
    private bool ReadCell()
    {
        keep = position;
        return (position < end || Fill()) && buffer[position] == '"' ? ReadQuoted() : ReadUnquoted();
    }

    private bool ReadUnquoted()
    {
        Problem? fault = null;
        while (true)
        {
            var stop = buffer.AsSpan(position, end - position).IndexOfAny(stops);
            position = stop < 0 ? end : position + stop;
            if (position - keep > BundleLimits.CellCharacters)
            {
                fault = fault as CellTooLong ?? new CellTooLong(Beginning());
                keep = position;
            }

            if (stop < 0 && Fill())
            {
                continue;
            }

            if (stop < 0 || buffer[position] != '"')
            {
                break;
            }

            position++;
            fault ??= new StrayQuote(Beginning());
        }

        Take(buffer.AsSpan(keep, position - keep), hasDoubledQuotes: false, fault);
        return EndCell();
    }

    private bool ReadQuoted()
    {
        var doubled = 0;
        position++;
        while (true)
        {
            var quote = buffer.AsSpan(position, end - position).IndexOf('"');
            position = quote < 0 ? end : position + quote + 1;
            if (position - keep > MostRaw || (quote < 0 && !Fill()))
            {
                return Resume(new QuoteNeverCloses(Beginning()));
            }

            if (quote >= 0 && (position < end || Fill()) && buffer[position] == '"')
            {
                (position, doubled) = (position + 1, doubled + 1);
            }
            else if (quote >= 0)
            {
                break;
            }
        }

        if (position < end && buffer[position] != separator && buffer[position] is not ('\r' or '\n'))
        {
            return Resume(new TextAfterQuote(Beginning()));
        }

        var inner = buffer.AsSpan(keep + 1, position - keep - 2);
        var fault = inner.Length - doubled > BundleLimits.CellCharacters ? new CellTooLong(Beginning()) : null;
        Take(inner, doubled > 0, fault);
        return EndCell();
    }

    /// <summary>Steps over what ends a cell; whether another cell follows.</summary>
    private bool EndCell()
    {
        keep = position;
        if (position == end)
        {
            return false;
        }

        var ending = buffer[position++];
        if (ending == '\r' && (position < end || Fill()) && buffer[position] == '\n')
        {
            position++;
        }

        return ending == separator;
    }

    /// <summary>Gives up on a quoted cell, and goes on after the line in which it began.</summary>
    private bool Resume(Problem problem)
    {
        Take([], hasDoubledQuotes: false, problem);
        position = keep;
        SkipLine();
        return false;
    }

    /// <summary>Steps over what is left of the line, whatever it holds.</summary>
    private void SkipLine()
    {
        while (true)
        {
            var stop = buffer.AsSpan(position, end - position).IndexOfAny('\r', '\n');
            keep = position = stop < 0 ? end : position + stop;
            if (stop >= 0 || !Fill())
            {
                EndCell();
                return;
            }
        }
    }

    private void Take(ReadOnlySpan<char> content, bool hasDoubledQuotes, Problem? fault)
    {
        fault ??= text.SawStrayBytes ? Utf8Text.StrayByteIn(content) : null;
        if (fault is not null)
        {
            (Faults ??= []).Add((Count, fault));
        }

        isBlank &= fault is null && content.Length == 0;
        if (fault is null && Count <= width)
        {
            var known = Count < width ? previous[Count] : "";
            var cell = hasDoubledQuotes ? content.ToString().Replace("\"\"", "\"", StringComparison.Ordinal)
                : content.SequenceEqual(known) ? known : content.ToString();
            if (Count < width)
            {
                Cells[Count] = previous[Count] = cell;
            }
            else
            {
                FirstBeyond = cell;
            }
        }

        Count++;
    }

    /// <summary>The first characters of the cell, for a complaint.</summary>
    private string Beginning() => new(buffer, keep, Math.Min(position - keep, 100));

    /// <summary>Reads on behind what is kept; false at the end.</summary>
    private bool Fill()
    {
        buffer.AsSpan(keep, end - keep).CopyTo(buffer);
        (position, end, keep) = (position - keep, end - keep, 0);
        if (buffer.Length - end < buffer.Length / 4)
        {
            Array.Resize(ref buffer, buffer.Length * 2);
        }

        var read = text.Read(buffer.AsSpan(end));
        end += read;
        return read > 0;
    }
}

/// <summary>A cell longer than a label may be.</summary>
/// <param name="Beginning">How the cell begins.</param>
public sealed record CellTooLong(string Beginning) : Problem(new Phrase(
    $"the cell that begins with {Quote(Beginning)} is too long: expected at most {Label.Longest} characters",
    $"de cel die begint met {Quote(Beginning)} is te lang: verwacht ten hoogste {Label.Longest} tekens"));

/// <summary>A quote inside a cell that did not begin with one.</summary>
/// <param name="Beginning">How the cell begins, up to the quote.</param>
public sealed record StrayQuote(string Beginning) : Problem(new Phrase(
    $"there is a quote inside the cell {Quote(Beginning)}: expected the whole cell in quotes and each quote within it doubled, such as \"the \"\"old\"\" lock\"",
    $"er staat een aanhalingsteken binnen de cel {Quote(Beginning)}: verwacht de hele cel tussen aanhalingstekens en elk aanhalingsteken daarbinnen dubbel, zoals \"de \"\"oude\"\" sluis\""));

/// <summary>Text between a closing quote and the end of its cell.</summary>
/// <param name="Beginning">How the cell begins, up to that text.</param>
public sealed record TextAfterQuote(string Beginning) : Problem(new Phrase(
    $"there is text after the closing quote of {Quote(Beginning)}: expected a separator or the end of the row; write a quote within a cell twice",
    $"er staat tekst na het sluitende aanhalingsteken van {Quote(Beginning)}: verwacht een scheidingsteken of het einde van de rij; schrijf een aanhalingsteken binnen een cel dubbel"));

/// <summary>A cell that begins with a quote and has no end.</summary>
/// <param name="Beginning">How the cell begins.</param>
public sealed record QuoteNeverCloses(string Beginning) : Problem(new Phrase(
    $"the quote that opens {Quote(Beginning)} is not closed before the end of the file, or within {Label.Longest} characters: expected a closing quote",
    $"het aanhalingsteken dat {Quote(Beginning)} opent, wordt niet gesloten voor het einde van het bestand, of binnen {Label.Longest} tekens: verwacht een sluitend aanhalingsteken"));
