using Sluiswachter.App.Inquiries;
using Sluiswachter.Model;

namespace Sluiswachter.App.Migrations;

/// <summary>What questions about migrations have in common: their parameters.</summary>
internal static class MigrationQuestions
{
    /// <summary>How many days ahead is looked when nothing else is asked: what a meeting a month apart can still settle.</summary>
    public const int UsualDays = 30;

    /// <summary>Only migrations of a body.</summary>
    public static InquiryParameter Organisation { get; } = new(
        "organisation", new Phrase("ID", "ID"), new Phrase("Only of this body", "Alleen van deze organisatie"), "gm0034");

    /// <summary>Only migrations that stand somewhere.</summary>
    public static InquiryParameter State { get; } = new(
        "state", new Phrase("STATE", "STAND"), new Phrase(
            $"Only in this state: {string.Join(", ", Words.Of<Policy.MigrationState>().All)}",
            $"Alleen in deze stand: {string.Join(", ", Words.Of<Policy.MigrationState>().All)}"), "approved");

    /// <summary>The migration that is asked about.</summary>
    public static InquiryParameter Id { get; } = new(
        "id", new Phrase("ID", "ID"), new Phrase("The migration", "De migratie"), "mail-to-acme", IsSubject: true);

    /// <summary>How many days to look ahead.</summary>
    public static InquiryParameter Days { get; } = InquiryParameter.Count(
        "days", new Phrase("What is to be settled within so many days", "Wat binnen zoveel dagen moet zijn geregeld"),
        new CountRange(0, 3660), InquiryParameter.Usually(UsualDays), "90");

    /// <summary>Which findings make a check fail.</summary>
    public static InquiryParameter FailOn { get; } = new(
        "failOn", new Phrase("SEVERITY", "ERNST"), new Phrase(
            $"Exit with 3 when something is due of this severity or worse: {string.Join(", ", Words.Of<Policy.Severity>().All)}",
            $"Eindig met 3 als iets van deze ernst of erger aan de orde is: {string.Join(", ", Words.Of<Policy.Severity>().All)}"), "conditional");

    /// <summary>A word of a closed list.</summary>
    public static Result<TEnum?> Read<TEnum>(string text)
        where TEnum : struct, Enum
    {
        var words = Words.Of<TEnum>();
        return words.NumberOf(text) is { } number
            ? (TEnum?)Enum.ToObject(typeof(TEnum), number)
            : new NotAChoice(text, words.All);
    }
}
