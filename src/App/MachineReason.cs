using Sluiswachter.Model;

namespace Sluiswachter.App;

/// <summary>Why the machine refused, in both languages as far as we know the reason.</summary>
public static class MachineReason
{
    /// <summary>No such file or folder.</summary>
    public static Phrase NotThere { get; } = new("no such file or folder", "geen bestand of map die zo heet");

    /// <summary>Tells a refusal; of an unknown sort in the words of the system, without the name of a file of ours.</summary>
    public static Phrase Of(Exception refusal) => refusal switch
    {
        FileNotFoundException or DirectoryNotFoundException => NotThere,
        UnauthorizedAccessException => new Phrase("not permitted", "geen toestemming"),
        PathTooLongException => new Phrase("the name is too long", "de naam is te lang"),
        _ => InWordsOfTheSystem(refusal.Message.Split(" : '")[0]),
    };

    private static Phrase InWordsOfTheSystem(string words) => new(words, words);
}

/// <summary>A file or folder that cannot be made.</summary>
public sealed record CannotWrite(string Path, Phrase Reason) : Problem(new Phrase(
    $"{Quote(Path)} cannot be written ({Reason.English}): expected a place where you may make files",
    $"{Quote(Path)} kan niet worden geschreven ({Reason.Dutch}): verwacht een plaats waar u bestanden mag maken"));
