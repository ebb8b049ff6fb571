using Sluiswachter.Model;

namespace Sluiswachter.App.Inquiries;

/// <summary>What is counted, as one says it of one and of any other number: 1 function, 2 functions.</summary>
/// <param name="One">Of one; with its verb where a sentence goes on.</param>
/// <param name="Several">Of none, and of more than one.</param>
public sealed record Noun(Phrase One, Phrase Several)
{
    /// <summary>Functions of public bodies.</summary>
    public static Noun Function { get; } = new(new("function", "overheidsdienst"), new("functions", "overheidsdiensten"));

    /// <summary>Public bodies.</summary>
    public static Noun Body { get; } = new(new("body", "organisatie"), new("bodies", "organisaties"));

    /// <summary>Cloud services.</summary>
    public static Noun Service { get; } = new(new("service", "clouddienst"), new("services", "clouddiensten"));

    /// <summary>Suppliers.</summary>
    public static Noun Supplier { get; } = new(new("supplier", "leverancier"), new("suppliers", "leveranciers"));

    /// <summary>Contracts.</summary>
    public static Noun Contract { get; } = new(new("contract", "contract"), new("contracts", "contracten"));

    /// <summary>Hours.</summary>
    public static Noun Hour { get; } = new(new("hour", "uur"), new("hours", "uur"));

    /// <summary>Days.</summary>
    public static Noun Day { get; } = new(new("day", "dag"), new("days", "dagen"));

    /// <summary>Questions of a framework.</summary>
    public static Noun Question { get; } = new(new("question", "vraag"), new("questions", "vragen"));

    /// <summary>A number of them, in each language.</summary>
    public Phrase Count(long number) => new(Count(number, Language.English), Count(number, Language.Dutch));

    /// <summary>A number of them.</summary>
    public string Count(long number, Language language) =>
        $"{Figures.Number(number, language)} {(number == 1 ? One : Several).In(language)}";
}
