namespace Sluiswachter.Vault;

/// <summary>The query of a request: names with values, decoded, in the order received.</summary>
/// <remarks>A parameter without an equals sign has the empty value. Names are case-sensitive, as in S3.</remarks>
public sealed class S3Query
{
    private S3Query(IReadOnlyList<(string Name, string Value)> all) => All = all;

    /// <summary>No parameters.</summary>
    public static S3Query Empty { get; } = new([]);

    /// <summary>All parameters.</summary>
    public IReadOnlyList<(string Name, string Value)> All { get; }

    /// <summary>The first value of a parameter; null when it is absent, empty when it has no value.</summary>
    public string? this[string name] => Find(name, StringComparison.Ordinal);

    /// <summary>Reads a raw query; a broken percent sign or bytes that are no UTF-8 are refused.</summary>
    public static S3Result<S3Query> Of(string raw)
    {
        var all = new List<(string, string)>();
        foreach (var part in raw.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var equals = part.IndexOf('=', StringComparison.Ordinal);
            var name = PercentEncoding.Decode(equals < 0 ? part : part[..equals], plusIsSpace: true);
            var value = equals < 0 ? "" : PercentEncoding.Decode(part[(equals + 1)..], plusIsSpace: true);
            if (name is null || value is null)
            {
                return S3Error.InvalidURI;
            }

            all.Add((name, value));
        }

        return new S3Query(all);
    }

    /// <summary>True when the parameter is there, with or without a value.</summary>
    public bool Has(string name) => this[name] is not null;

    /// <summary>The first value of a parameter whose name may be of any case.</summary>
    public string? Anyhow(string name) => Find(name, StringComparison.OrdinalIgnoreCase);

    private string? Find(string name, StringComparison comparison)
    {
        foreach (var (known, value) in All)
        {
            if (known.Equals(name, comparison))
            {
                return value;
            }
        }

        return null;
    }
}
