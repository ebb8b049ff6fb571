using Sluiswachter.Model;
using Sluiswachter.Store;

namespace Sluiswachter.App;

/// <summary>Who says who controls whom and who is established where on a day, as far as it was asked.</summary>
/// <remarks>
/// What a question needs is read once and kept for the next on the same facts. Takes memory for the suppliers and holdings
/// that were ever in reach of one; who supplies which service is read anew (<see cref="ServiceGrounds"/>). Safe for any
/// number of threads.
/// </remarks>
/// <param name="at">The day on which the facts hold.</param>
public sealed class KeptGrounds(DateOnly at)
{
    private readonly Kept<SupplierGround> suppliers = new(FactKind.Supplier, at, fact =>
        fact is Supplier supplier ? new SupplierGround(supplier.Id.Text, supplier.Country, StatedGround.Of(supplier)) : null);

    private readonly Kept<HoldingGround> holdings = new(FactKind.Ownership, at, fact =>
        fact is Ownership held
            ? new HoldingGround(held.Owner.Text, held.Owned.Text, held.SharePercent, held.Control, StatedGround.Of(held))
            : null);

    /// <summary>Where suppliers are established.</summary>
    internal IReadOnlyList<SupplierGround> Suppliers(IReadOnlyCollection<string> ids, IRegisterReader reader) => suppliers.Of(ids, reader);

    /// <summary>What owners hold.</summary>
    internal IReadOnlyList<HoldingGround> HoldingsOf(IReadOnlyCollection<string> owners, IRegisterReader reader) =>
        holdings.Of(owners, reader);

    /// <param name="kind">The kind of fact.</param>
    /// <param name="at">The day on which it holds.</param>
    /// <param name="ground">What is kept of a fact.</param>
    private sealed class Kept<T>(FactKind kind, DateOnly at, Func<Fact, T?> ground)
        where T : class
    {
        private readonly Dictionary<string, IReadOnlyList<T>> known = new(StringComparer.Ordinal);
        private readonly Lock reading = new();

        public IReadOnlyList<T> Of(IReadOnlyCollection<string> ids, IRegisterReader reader)
        {
            lock (reading)
            {
                var unknown = ids.Where(id => !known.ContainsKey(id)).Distinct(StringComparer.Ordinal).ToList();
                foreach (var missing in unknown.Chunk(ControlGrounds.Batch))
                {
                    var read = reader.FactsOf(kind, missing)
                        .Select(cells => (Id: cells[0].Text!, Fact: FactSchema.Of(kind).Read(cells).Value))
                        .Where(f => f.Fact.Provenance.Validity.Contains(at))
                        .ToLookup(f => f.Id, f => ground(f.Fact), StringComparer.Ordinal);
                    foreach (var id in missing)
                    {
                        known[id] = [.. read[id].OfType<T>()];
                    }
                }

                return [.. ids.SelectMany(id => known[id])];
            }
        }
    }
}
