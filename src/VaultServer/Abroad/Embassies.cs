using Sluiswachter.Model;
using Sluiswachter.Vault;
using Sluiswachter.VaultEngines;
using Sluiswachter.VaultServer.Keeping;

namespace Sluiswachter.VaultServer.Abroad;

/// <summary>The copies that a vault has elsewhere: adding and removing them, and how far they are.</summary>
public sealed class Embassies(ICatalogue catalogue)
{
    /// <summary>The copies, by name.</summary>
    public IReadOnlyList<Embassy> All => catalogue.Look(feed => feed.Embassies);

    /// <summary>Whether there is any.</summary>
    public bool Any => All.Count > 0;

    /// <summary>A copy; the only one when no name is given.</summary>
    public Result<Embassy> Find(string? name) => All.Where(e => name is null || e.Name == name).ToList() switch
    {
        [var embassy] => embassy,
        _ => new NoSuchEmbassy(name, string.Join(", ", All.Select(e => e.Name))),
    };

    /// <summary>Why a copy cannot be added; null: it can.</summary>
    public Problem? Refusal(Embassy embassy) => Refusal(embassy, All);

    /// <summary>Adds a copy; from now on changes are noted for it.</summary>
    /// <param name="embassy">The copy.</param>
    /// <param name="clock">What time it is, for the log; null: by the clock of this process.</param>
    /// <param name="by">The role that does it, for the log; empty when nobody says.</param>
    public Result<Embassy> Add(Embassy embassy, TimeProvider? clock = null, string by = "") =>
        new OfficersChange(catalogue, clock ?? TimeProvider.System, by).Make<Embassy>(OfficersAct.AddEmbassy, change =>
        {
            if (Refusal(embassy, change.Feed.Embassies) is { } refusal)
            {
                return refusal;
            }

            change.Feed.Put(embassy);
            return (embassy, $"{embassy.Name} {embassy.Place} {embassy.Address}");
        });

    /// <summary>Asks for all to be written anew, and for every sealed stream to be looked for at the copy.</summary>
    public void AskAnew(string name, TimeProvider? clock = null) =>
        new OfficersChange(catalogue, clock ?? TimeProvider.System, "").Make<string>(OfficersAct.RewriteEmbassy, change =>
        {
            foreach (var embassy in change.Feed.Embassies.Where(e => e.Name == name))
            {
                change.Feed.Put(embassy with { WantsBlobs = true, WantsSnapshot = true });
            }

            return (name, name);
        });

    /// <summary>Forgets a copy; what is there stays there.</summary>
    public void Remove(string name, TimeProvider? clock = null, string by = "") =>
        new OfficersChange(catalogue, clock ?? TimeProvider.System, by).Make<string>(OfficersAct.RemoveEmbassy, change =>
        {
            change.Feed.Remove(name);
            return (name, name);
        });

    private static Problem? Refusal(Embassy embassy, IReadOnlyList<Embassy> known) =>
        embassy.Name.Length == 0 || !embassy.Name.All(sign => char.IsAsciiLetterOrDigit(sign) || sign is '-' or '.')
            ? new NoEmbassyName(embassy.Name)
        : known.Any(e => e.Name == embassy.Name || e.Address == embassy.Address) ? new EmbassyIsKnown(embassy.Name, embassy.Address)
        : null;

    /// <summary>How far a copy is behind.</summary>
    public EmbassyLag LagOf(Embassy embassy) => catalogue.Look(feed =>
    {
        var (end, has) = (feed.End, embassy.Confirmed ?? new FeedPlace());
        var skipped = FeedChanges.SkippedBy(feed, embassy.Place);
        var bytes = embassy.Confirmed is null ? feed.BytesOfAll : feed.BytesSince(has.Change);
        return new EmbassyLag(end.Change - has.Change, end.Entries - has.Entries, bytes, embassy.Confirmed is null, skipped);
    });
}

/// <summary>How far a copy is behind home.</summary>
/// <param name="Changes">Changes that it does not have.</param>
/// <param name="Entries">Entries of the log that it does not have.</param>
/// <param name="Bytes">Bytes, before sealing, of the versions of objects among these.</param>
/// <param name="IsEmpty">Whether nothing was brought there whole yet.</param>
/// <param name="Skipped">The buckets that may not be kept in its country, and are not.</param>
public sealed record EmbassyLag(long Changes, long Entries, long Bytes, bool IsEmpty, IReadOnlyList<string> Skipped)
{
    /// <summary>Whether it lacks anything.</summary>
    public bool IsBehind => Changes > 0 || Entries > 0 || IsEmpty;
}

/// <summary>A name that no copy has, or no name where there are none or several.</summary>
/// <param name="Name">What was asked for.</param>
/// <param name="Known">Those that there are.</param>
public sealed record NoSuchEmbassy(string? Name, string Known) : Problem(new Phrase(
    $"{(Name is null ? "which embassy is not clear" : $"there is no embassy {Quote(Name)}")}; there are: {(Known.Length == 0 ? "none" : Known)}",
    $"{(Name is null ? "niet duidelijk is welke ambassade" : $"er is geen ambassade {Quote(Name)}")}; er zijn: {(Known.Length == 0 ? "geen" : Known)}"));

/// <summary>A name or address that another copy of this vault has.</summary>
/// <param name="Name">The name.</param>
/// <param name="Address">The address.</param>
public sealed record EmbassyIsKnown(string Name, string Address) : Problem(new Phrase(
    $"there is an embassy {Quote(Name)}, or one in {Quote(Address)}, already; give another --name or --to",
    $"er is al een ambassade {Quote(Name)}, of een in {Quote(Address)}; geef een andere --name of --to"));

/// <summary>A text that is no name for a copy.</summary>
/// <param name="Name">The text.</param>
public sealed record NoEmbassyName(string Name) : Problem(new Phrase(
    $"{Quote(Name)} is no name for an embassy: letters, digits, '-' and '.'",
    $"{Quote(Name)} is geen naam voor een ambassade: letters, cijfers, '-' en '.'"));
