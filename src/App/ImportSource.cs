using Sluiswachter.Exchange;
using Sluiswachter.Model;
using Sluiswachter.Store;

namespace Sluiswachter.App;

/// <summary>Something to import, open for reading.</summary>
public sealed class ImportSource : IDisposable
{
    private readonly IDisposable? open;

    private ImportSource(IDisposable? open) => this.open = open;

    /// <summary>The facts.</summary>
    public required IReadOnlyList<FactTable> Tables { get; init; }

    /// <summary>What was found on opening.</summary>
    public required Complaints Complaints { get; init; }

    /// <summary>What people want to know of it beside counts.</summary>
    public required IReadOnlyList<Phrase> Notes { get; init; }

    /// <summary>Opens it.</summary>
    public static ImportSource Open(string path, Named format, string? map, IRegisterStore store)
    {
        var bundle = Bundle.Open(path);
        var complaints = new Complaints();
        complaints.AddAll(bundle.Complaints);
        return new ImportSource(bundle) { Tables = bundle.Tables, Complaints = complaints, Notes = [] };
    }

    /// <summary>Proposes a map.</summary>
    public static Result<string> SuggestMap(string path) => "";

    /// <inheritdoc />
    public void Dispose() => open?.Dispose();
}
