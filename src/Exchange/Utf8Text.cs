using System.Buffers;
using System.Text;
using System.Text.Unicode;
using Sluiswachter.Model;

namespace Sluiswachter.Exchange;

/// <summary>Reads UTF-8 as characters, and lets whoever takes them see exactly which bytes were none.</summary>
/// <remarks>
/// A byte that is not UTF-8 arrives as the unpaired surrogate U+DC00 + byte, which no sound text holds, so that a
/// complaint can name the row, the column and the byte. Holds one buffer of 64 KiB. A byte-order mark is left out.
/// </remarks>
internal sealed class Utf8Text : IDisposable
{
    private const char StrayByte = '\uDC00';

    private readonly Stream stream;
    private readonly byte[] bytes = new byte[64 * 1024];
    private int start;
    private int end;
    private bool ended;

    /// <summary>Takes over a stream and looks at its beginning.</summary>
    public Utf8Text(Stream stream)
    {
        this.stream = stream;
        Fill();
        start = bytes.AsSpan(0, end).StartsWith("\uFEFF"u8) ? 3 : 0;
        Unsuitable = Broken ?? Judge(bytes.AsSpan(start, Math.Min(end - start, 512)));
    }

    /// <summary>
    /// Why the beginning shows that this is no UTF-8 text, or cannot be read; null when it may be sound.
    /// </summary>
    public Problem? Unsuitable { get; }

    /// <summary>Whether any byte so far was not UTF-8; then, and only then, cells need a closer look.</summary>
    public bool SawStrayBytes { get; private set; }

    /// <summary>Why the bytes broke off before their end; null when they did not.</summary>
    public Problem? Broken { get; private set; }

    /// <summary>Reads characters; 0 at the end.</summary>
    public int Read(Span<char> into)
    {
        while (true)
        {
            if (start == end && (ended || !Fill()))
            {
                return 0;
            }

            var status = Utf8.ToUtf16(
                bytes.AsSpan(start, end - start), into, out var read, out var written,
                replaceInvalidSequences: false, isFinalBlock: ended);
            start += read;
            if (written > 0)
            {
                return written;
            }

            if (status == OperationStatus.NeedMoreData)
            {
                Fill();
            }
            else if (status == OperationStatus.InvalidData)
            {
                SawStrayBytes = true;
                into[0] = (char)(StrayByte + bytes[start++]);
                return 1;
            }
        }
    }

    /// <summary>The complaint about the first byte of a cell that was not UTF-8; null when all were.</summary>
    public static Problem? StrayByteIn(ReadOnlySpan<char> cell)
    {
        for (var i = 0; i < cell.Length; i++)
        {
            if (char.IsHighSurrogate(cell[i]))
            {
                i++;
            }
            else if (char.IsLowSurrogate(cell[i]))
            {
                return new NotUtf8((byte)(cell[i] - StrayByte), AsWindows1252(cell));
            }
        }

        return null;
    }

    /// <inheritdoc />
    public void Dispose() => stream.Dispose();

    private static string AsWindows1252(ReadOnlySpan<char> cell)
    {
        var western = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;
        var meant = new StringBuilder();
        for (var i = 0; i < Math.Min(cell.Length, 100); i++)
        {
            var isPaired = i > 0 && char.IsHighSurrogate(cell[i - 1]);
            meant.Append(char.IsLowSurrogate(cell[i]) && !isPaired
                ? western.GetString([(byte)(cell[i] - StrayByte)])
                : cell[i].ToString());
        }

        return meant.ToString();
    }

    private static Problem? Judge(ReadOnlySpan<byte> beginning) => beginning switch
    {
        [] => new NothingInFile(),
        [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..] => new NotText("UTF-16", "UTF-16"),
        [(byte)'P', (byte)'K', 3, 4, ..] => new NotText("a zip or a spreadsheet", "een zip of een spreadsheet"),
        _ when beginning.Contains((byte)0) => new NotText("UTF-16 or no text at all (it holds NUL bytes)",
            "UTF-16 of helemaal geen tekst (het bevat NUL-bytes)"),
        _ => null,
    };

    /// <summary>Makes room and reads on; false at the end.</summary>
    private bool Fill()
    {
        bytes.AsSpan(start, end - start).CopyTo(bytes);
        (start, end) = (0, end - start);
        try
        {
            var read = stream.ReadAtLeast(bytes.AsSpan(end), 512, throwOnEndOfStream: false);
            end += read;
            ended = read < 512;
            return read > 0;
        }
        catch (InvalidDataException damage)
        {
            // A damaged zip shows itself while unpacking: what was unpacked before is all there is.
            Broken = new DamagedContent(damage.Message);
            ended = true;
            return false;
        }
    }
}

/// <summary>A byte that is not UTF-8.</summary>
/// <param name="Byte">The byte.</param>
/// <param name="Western">The cell as it would read in Windows-1252, which many spreadsheets still write.</param>
public sealed record NotUtf8(byte Byte, string Western) : Problem(new Phrase(
    $"the byte 0x{Byte:X2} is not UTF-8: expected UTF-8; in Windows-1252 the cell would read {Quote(Western)}, so save the file as \"CSV UTF-8\"",
    $"de byte 0x{Byte:X2} is geen UTF-8: verwacht UTF-8; in Windows-1252 zou er {Quote(Western)} staan, bewaar het bestand dus als \"CSV UTF-8\""));

/// <summary>A file that is something else than text in UTF-8.</summary>
/// <param name="LooksLike">What it looks like, in English.</param>
/// <param name="LijktOp">What it looks like, in Dutch.</param>
public sealed record NotText(string LooksLike, string LijktOp) : Problem(new Phrase(
    $"this is not UTF-8 text, it looks like {LooksLike}: expected a CSV file in UTF-8 (in a spreadsheet: save as \"CSV UTF-8\")",
    $"dit is geen tekst in UTF-8, het lijkt op {LijktOp}: verwacht een CSV-bestand in UTF-8 (in een spreadsheet: bewaar als \"CSV UTF-8\")"));

/// <summary>A file of zero bytes.</summary>
public sealed record NothingInFile() : Problem(new Phrase(
    "the file is empty (zero bytes): expected at least a header row; leave the file out when there are no such facts",
    "het bestand is leeg (nul bytes): verwacht minstens een kopregel; laat het bestand weg als er zulke feiten niet zijn"));

/// <summary>Content that breaks off because its zip is damaged.</summary>
public sealed record DamagedContent(string Reason) : Problem(new Phrase(
    $"the zip is damaged here ({Reason}): expected an undamaged zip; make or send it again",
    $"de zip is hier beschadigd ({Reason}): verwacht een onbeschadigde zip; maak of verstuur hem opnieuw"));
