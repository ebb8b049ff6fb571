using Sluiswachter.Exchange;
using Sluiswachter.Model;
using Sluiswachter.Store;

namespace Sluiswachter.App;

/// <summary>A register as it would be with some facts changed: for what-if questions.</summary>
/// <remarks>
/// The changes are imported in a transaction that is never made permanent, so that they mean exactly what an import of
/// them would mean (docs/bundle.md) and the register itself is not touched. Facts of any source may be changed. Other
/// changes of the register wait until this is disposed. One reader at a time.
/// </remarks>
public sealed class ImaginedRegister : IRegisterStore
{
    private readonly IRegisterWriter writer;

    private ImaginedRegister(IRegisterWriter writer) => this.writer = writer;

    /// <summary>Imagines the changes of a bundle.</summary>
    /// <param name="store">The register.</param>
    /// <param name="path">The bundle: a folder, a zip of it, or one of its files.</param>
    /// <param name="clock">What time it is.</param>
    /// <param name="complaints">What is wrong with the bundle; with an error nothing is imagined.</param>
    /// <returns>Null when there are errors.</returns>
    public static ImaginedRegister? Of(
        IRegisterStore store, string path, TimeProvider clock, out Complaints complaints)
    {
        using var source = ImportSource.Open(path, ImportFormat.Bundle, map: null, store);
        complaints = source.Complaints;
        return Of(store, source.Tables, clock.GetUtcNow(), complaints);
    }

    /// <summary>Imagines the changes that tables tell.</summary>
    /// <param name="store">The register.</param>
    /// <param name="tables">The changes.</param>
    /// <param name="now">The moment.</param>
    /// <param name="complaints">Told what is wrong with them; with an error, from before as well, nothing is imagined.</param>
    /// <returns>Null when there are errors.</returns>
    internal static ImaginedRegister? Of(
        IRegisterStore store, IReadOnlyList<FactTable> tables, DateTimeOffset now, Complaints complaints)
    {
        var options = new ImportOptions("what-if", "what-if", Override: true);
        var change = store.Write(new ChangeNote(options.By, now, options.Why));
        try
        {
            var outcome = new ImportOutcome { Complaints = complaints };
            new ImportRun(change, options, Days.InTheNetherlands(now), outcome, progress: null)
                .Import([.. tables.OrderBy(t => t.Schema.Kind)]);
            if (!complaints.HaveErrors)
            {
                return new ImaginedRegister(change);
            }
        }
        catch
        {
            change.Dispose();
            throw;
        }

        change.Dispose();
        return null;
    }

    /// <summary>Imagines facts of the register as something else; they must be sound.</summary>
    /// <param name="store">The register.</param>
    /// <param name="requirements">The requirements as they would be.</param>
    /// <param name="now">The moment.</param>
    internal static ImaginedRegister With(IRegisterStore store, IReadOnlyList<Requirement> requirements, DateTimeOffset now)
    {
        var complaints = new Complaints();
        return Of(
            store, [FactTables.Whole(Requirement.Schema, [.. requirements.Select(r => new StatedFact(0, r))], (_, column) => new Place("", Column: column))],
            now, complaints) ?? throw new InvalidOperationException(string.Join('\n', complaints.Select(c => c.Problem)));
    }

    /// <inheritdoc />
    /// <exception cref="ArgumentException">
    /// What was known earlier is asked for: what is imagined was never known.
    /// </exception>
    public IRegisterReader Read(DateTimeOffset? knownBefore = null) => knownBefore is null
        ? writer.Preview()
        : throw new ArgumentException("what is imagined was not known at any moment", nameof(knownBefore));

    /// <inheritdoc />
    /// <exception cref="InvalidOperationException">Always: it is only imagined.</exception>
    public IRegisterWriter Write(ChangeNote note) =>
        throw new InvalidOperationException("an imagined register cannot be changed");

    /// <inheritdoc />
    public void Dispose() => writer.Dispose();
}
