using Sluiswachter.Model;

namespace Sluiswachter.Policy;

/// <summary>
/// The documents whose clauses stand in this folder: since when they apply, and how we know their text.
/// </summary>
/// <remarks>
/// Of the cloud policy of 2022 excerpts were read, and it numbers nothing, so its clauses go by a word. The text of its
/// revision was not read: press and practitioners report it. Where a report calls something "preferred", it asks for
/// attention here; what it demands makes a use conditional.
/// </remarks>
internal static class Documents
{
    /// <summary>The day of the revised cloud policy.</summary>
    public static readonly DateOnly Revision = new(2026, 7, 3);

    /// <summary>The day from which uses that existed at the revision must have their exit plans.</summary>
    public static readonly DateOnly ExitPlansDue = Revision.AddYears(1);

    /// <summary>Whether the exit plan of a use must be there on a day: of new use at once, of existing use a year later.</summary>
    public static bool ExitPlanIsDue(Use use, DateOnly at) => at >= ExitPlansDue || !use.ExistedBefore(Revision);

    /// <summary>A clause of the cloud policy of 2022, until its revision.</summary>
    public static Clause CloudPolicy2022(string name, Severity severity, Phrase title) => new(
        $"rijksbreed-cloudbeleid-2022/{name}", title, "Rijksbreed cloudbeleid 2022 (Kamerstuk 26643, nr. 904)", null,
        Between(new DateOnly(2022, 8, 29), Revision), severity);

    /// <summary>A clause of the revised cloud policy of 2026.</summary>
    /// <param name="number">The number of its paragraph, with a word after a hyphen where a paragraph holds several.</param>
    /// <param name="severity">What it says about a use that does not meet it.</param>
    /// <param name="title">What it says.</param>
    /// <param name="until">The first day on which it no longer applies; null: until further notice.</param>
    public static Clause CloudPolicy2026(string number, Severity severity, Phrase title, DateOnly? until = null) => new(
        $"rijksbreed-cloudbeleid-2026/{number}", title,
        $"Herziening rijksbreed cloudbeleid 2026, {number.Split('-')[0]} (Kamerstuk 26643, nr. 1541)",
        new Phrase("press and practitioners", "pers en vakgenoten"), Between(Revision, until), severity);

    /// <summary>What a motion of 13 March 2025 asks.</summary>
    public static Clause Motion(string number, string name, Severity severity, Phrase title) => new(
        $"motie-{number}/{name}", title, $"Kamerstuk 26643, nr. {number}", null, From(2025, 3, 13), severity);

    /// <summary>A clause of chapter VI of the Data Act.</summary>
    /// <param name="name">Its article or a word.</param>
    /// <param name="source">Where in the act it stands.</param>
    /// <param name="read">Whether we read it.</param>
    /// <param name="from">The day from which it applies.</param>
    /// <param name="title">What it says.</param>
    public static Clause DataAct(string name, string source, bool read, DateOnly from, Phrase title) => new(
        $"data-act/{name}", title, $"Verordening (EU) 2023/2854, {source}",
        read ? null : new Phrase("press and practitioners", "pers en vakgenoten"), Between(from, null), Severity.Attention);

    /// <summary>An article of the General Data Protection Regulation, as it is generally known.</summary>
    public static Clause Gdpr(string article, Phrase title) => new(
        $"avg/{article}", title, $"Verordening (EU) 2016/679, art. {article}",
        new Phrase("what is generally known of it", "wat er algemeen over bekend is"), From(2018, 5, 25), Severity.Conditional);

    /// <summary>What the cabinet wrote about supplier management in its response to the note "Wolken aan de horizon".</summary>
    public static Clause SupplierManagement(string name, Phrase title) => new(
        $"leveranciers/{name}", title, "Kabinetsreactie op Wolken aan de horizon, 17 januari 2025", null,
        From(2025, 1, 17), Severity.Attention);

    private static Validity From(int year, int month, int day) => Between(new DateOnly(year, month, day), null);

    private static Validity Between(DateOnly from, DateOnly? until) => Validity.Of(from, until).Value;
}
