using System.Globalization;
using Sluiswachter.Model;
using Sluiswachter.Policy;

namespace Sluiswachter.App.Frameworks;

/// <summary>What the choices and figures of frameworks are called in sentences.</summary>
internal static class FrameworkWords
{
    /// <summary>What one set of answers is about.</summary>
    public static Phrase Of(Grain grain) => grain switch
    {
        Grain.Service => new("service", "dienst"),
        Grain.Supplier => new("supplier", "leverancier"),
        Grain.Use => new("use of a service", "gebruik van een dienst"),
        Grain.Contract => new("contract", "contract"),
        _ => throw new ArgumentOutOfRangeException(nameof(grain), grain, "no such grain"),
    };

    /// <summary>What a SEAL level is called.</summary>
    public static Phrase Of(SealLevel level) => level switch
    {
        SealLevel.None => new("SEAL-0 (none)", "SEAL-0 (geen)"),
        SealLevel.Jurisdictional => new("SEAL-1 (jurisdictional)", "SEAL-1 (rechtsmacht)"),
        SealLevel.Data => new("SEAL-2 (data)", "SEAL-2 (data)"),
        SealLevel.Technological => new("SEAL-3 (technological)", "SEAL-3 (technologisch)"),
        SealLevel.Full => new("SEAL-4 (full)", "SEAL-4 (volledig)"),
        _ => throw new ArgumentOutOfRangeException(nameof(level), level, "no such level"),
    };

    /// <summary>A range, as one figure when it is exact.</summary>
    public static string Of<T>(Bounds<T> bounds, Func<T, string> write, Language language) => bounds.IsExact
        ? write(bounds.AtLeast)
        : language == Language.Dutch
            ? $"{write(bounds.AtLeast)} tot {write(bounds.AtMost)}"
            : $"{write(bounds.AtLeast)} to {write(bounds.AtMost)}";

    /// <summary>A number with all its decimals, of which points and weights make six at most.</summary>
    public static string Number(decimal number, Language language)
    {
        var text = number.ToString("0.######", CultureInfo.InvariantCulture);
        return language == Language.Dutch ? text.Replace('.', ',') : text;
    }
}
