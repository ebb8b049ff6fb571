namespace Sluiswachter.Model;

/// <summary>Why the machine refused, in both languages as far as we know the reason.</summary>
public static class MachineReason
{
    // Numbers of POSIX that are the same on every Unix of ours; elsewhere no exception carries them.
    private const int IsThere = 17;
    private const int NoRoom = 28;
    private const int OnlyToRead = 30;

    /// <summary>No such file or folder.</summary>
    public static Phrase NotThere { get; } = new("no such file or folder", "geen bestand of map die zo heet");

    /// <summary>A folder where a file should be.</summary>
    public static Phrase IsAFolder { get; } = new("it is a folder", "het is een map");

    /// <summary>Tells a refusal; of an unknown sort in the words of the system, without the name of a file of ours.</summary>
    public static Phrase Of(Exception refusal) => refusal switch
    {
        FileNotFoundException or DirectoryNotFoundException => NotThere,
        UnauthorizedAccessException => new Phrase("not permitted", "geen toestemming"),
        PathTooLongException => new Phrase("the name is too long", "de naam is te lang"),
        _ => refusal.HResult switch
        {
            IsThere => new Phrase("something is there already", "daar staat al iets"),
            NoRoom => new Phrase("the disk is full", "de schijf is vol"),
            OnlyToRead => new Phrase("it can only be read", "er kan alleen worden gelezen"),
            _ => InWordsOfTheSystem(refusal.Message.Split(" : '")[0]),
        },
    };

    /// <summary>Whether the place that was named is to blame, and another would do; else the machine itself failed.</summary>
    public static bool IsThePlace(Exception refusal) =>
        refusal is FileNotFoundException or DirectoryNotFoundException or UnauthorizedAccessException or PathTooLongException ||
        refusal.HResult is IsThere or OnlyToRead;

    private static Phrase InWordsOfTheSystem(string words) => new(words, words);
}
