using System.Text.Json;
using Sluiswachter.Model;

namespace Sluiswachter.Exchange;

/// <summary>A file that cannot be opened.</summary>
public sealed record UnreadableFile(string Path) : Problem(new Phrase(
    $"{Quote(Path)} cannot be read: expected a file that exists and that you may open",
    $"{Quote(Path)} is niet te lezen: verwacht een bestand dat bestaat en dat u mag openen"));

/// <summary>A file larger than any that its format is known to have.</summary>
public sealed record FileTooLarge(long Bytes, long Most) : Problem(new Phrase(
    $"the file has {Bytes} bytes: expected at most {Most}",
    $"het bestand telt {Bytes} bytes: verwacht ten hoogste {Most}"));

/// <summary>Bytes that are no UTF-8.</summary>
public sealed record NotUtf8Text() : Problem(new Phrase(
    "the text is not UTF-8: expected a file saved as UTF-8",
    "de tekst is geen UTF-8: verwacht een bestand dat als UTF-8 is bewaard"));

/// <summary>Text that is no JSON: cut off, misspelt, or nested deeper than 64 levels.</summary>
public sealed record NotJson(long AtByte) : Problem(new Phrase(
    $"this is not JSON from byte {AtByte} of the line on: expected a whole JSON value, at most 64 levels deep",
    $"dit is geen JSON vanaf byte {AtByte} van de regel: verwacht een volledige JSON-waarde, ten hoogste 64 niveaus diep"));

/// <summary>A property that is not there.</summary>
public sealed record MissingFromJson(string Name) : Problem(new Phrase(
    $"{Quote(Name)} is missing: expected a value",
    $"{Quote(Name)} ontbreekt: verwacht een waarde"));

/// <summary>A JSON value of another kind than its format has there.</summary>
public sealed record AnotherKindOfJson(JsonValueKind Expected, JsonValueKind Found) : Problem(new Phrase(
    $"this is {English(Found)}: expected {English(Expected)}",
    $"dit is {Dutch(Found)}: verwacht {Dutch(Expected)}"))
{
    private static string English(JsonValueKind kind) => kind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "a list",
        JsonValueKind.String => "a text",
        JsonValueKind.Number => "a number",
        JsonValueKind.True or JsonValueKind.False => "true or false",
        _ => "nothing (null)",
    };

    private static string Dutch(JsonValueKind kind) => kind switch
    {
        JsonValueKind.Object => "een object",
        JsonValueKind.Array => "een lijst",
        JsonValueKind.String => "een tekst",
        JsonValueKind.Number => "een getal",
        JsonValueKind.True or JsonValueKind.False => "true of false",
        _ => "niets (null)",
    };
}

/// <summary>A file without a single row that can be read.</summary>
public sealed record NothingInIt() : Problem(new Phrase(
    "there is nothing in this file that can be read: expected at least one row",
    "in dit bestand staat niets dat te lezen is: verwacht minstens één rij"));

/// <summary>An id that occurs twice where each may occur once.</summary>
public sealed record SeenBefore(string Id, long FirstRow) : Problem(new Phrase(
    $"{Quote(Id)} was already used in row {FirstRow}: expected each once",
    $"{Quote(Id)} kwam al voor in rij {FirstRow}: verwacht elk één keer"));

/// <summary>A reference to something that the foreign file does not describe.</summary>
public sealed record NotInThisFile(string Id) : Problem(new Phrase(
    $"{Quote(Id)} is described nowhere in this file: left out",
    $"{Quote(Id)} wordt nergens in dit bestand beschreven: weggelaten"));

/// <summary>A word for which the register has no counterpart.</summary>
public sealed record NoCounterpart(string Text) : Problem(new Phrase(
    $"{Quote(Text)} has no counterpart in the register: left unknown",
    $"{Quote(Text)} heeft geen tegenhanger in het register: onbekend gelaten"));

/// <summary>A line longer than any that the format is known to have.</summary>
public sealed record LineTooLong(int Most) : Problem(new Phrase(
    $"the line is too long: expected at most {Most} bytes",
    $"de regel is te lang: verwacht ten hoogste {Most} bytes"));

/// <summary>A code of a body in another form than expected.</summary>
public sealed record NotABodyCode(string Text) : Problem(new Phrase(
    $"{Quote(Text)} is not the code of a municipality: expected NL- and four digits, such as NL-0014",
    $"{Quote(Text)} is geen code van een gemeente: verwacht NL- en vier cijfers, zoals NL-0014"));

/// <summary>Text that is no name in the DNS.</summary>
public sealed record NotAHostName(string Text) : Problem(new Phrase(
    $"{Quote(Text)} is not a host name: expected letters, digits, hyphens and dots, such as mail.example.org",
    $"{Quote(Text)} is geen hostnaam: verwacht letters, cijfers, streepjes en punten, zoals mail.example.org"));

/// <summary>A file of a measurement that is not there, and what therefore stays unknown.</summary>
public sealed record PartOfMeasurementMissing(string File, Phrase Unknown) : Problem(new Phrase(
    $"{File} is not there: {Unknown.English}",
    $"{File} ontbreekt: {Unknown.Dutch}"));

/// <summary>A body that was to be measured and has no result.</summary>
public sealed record NotMeasured(string Code, string Name) : Problem(new Phrase(
    $"{Code} ({Name}) has no row in the summary: nothing is known of its mail",
    $"{Code} ({Name}) heeft geen rij in het overzicht: over de mail is niets bekend"));
