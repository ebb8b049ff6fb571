using Sluiswachter.Exchange;
using Sluiswachter.Model;
using Sluiswachter.Store;

namespace Sluiswachter.App;

/// <summary>Writes the register as a bundle; importing it gives the same register.</summary>
public sealed class ExportRegister(IRegisterStore store)
{
    /// <summary>Writes all current facts, or those that were known at the end of a day.</summary>
    /// <param name="path">A new or empty folder, or a name ending in <c>.zip</c>.</param>
    /// <param name="asKnownOn">The day; null: everything that is known.</param>
    public Result<BundleWritten> Run(string path, DateOnly? asKnownOn = null)
    {
        using var reader = store.Read(asKnownOn is { } day ? Days.EndOf(day) : null);
        return BundleWriter.Write(path, FactSchema.All.Select(schema => (schema, reader.Facts(schema.Kind))));
    }
}
