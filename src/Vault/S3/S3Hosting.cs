using System.Globalization;

namespace Sluiswachter.Vault;

/// <summary>The names under which the server is reached; a host below one of them begins with a bucket.</summary>
/// <param name="Domains">Names such as <c>s3.example.nl</c>, without a port; empty when only path style is spoken.</param>
public sealed record S3Hosting(params IReadOnlyList<string> Domains)
{
    /// <summary>The bucket that a host names; null when the bucket stands in the path.</summary>
    public string? BucketOf(string host)
    {
        var name = WithoutPort(host.Trim());
        foreach (var domain in Domains)
        {
            if (name.Length > domain.Length + 1 && name[^(domain.Length + 1)] == '.' &&
                name.EndsWith(domain, StringComparison.OrdinalIgnoreCase))
            {
                return name[..^(domain.Length + 1)].ToLower(CultureInfo.InvariantCulture);
            }
        }

        return null;
    }

    private static string WithoutPort(string host)
    {
        var colon = host.LastIndexOf(':');
        return colon < 0 || host.EndsWith(']') ? host : host[..colon];
    }
}
