using Npgsql;
using Sluiswachter.Model;

namespace Sluiswachter.VaultEngines;

/// <summary>Where a catalogue is kept in PostgreSQL; never a password.</summary>
/// <remarks>
/// As text <c>postgres:Host=…;Database=…;Username=…</c>, with whatever Npgsql reads. The password comes from PGPASSWORD, or from
/// the file that PGPASSFILE or <c>Passfile=</c> names.
/// </remarks>
public sealed record PostgresAddress
{
    private const string Scheme = "postgres:";

    private PostgresAddress(string connection) => Connection = connection;

    /// <summary>The settings as Npgsql reads them.</summary>
    public string Connection { get; }

    /// <summary>Reads an address.</summary>
    public static Result<PostgresAddress> Of(string text)
    {
        try
        {
            if (!text.StartsWith(Scheme, StringComparison.Ordinal))
            {
                return new MalformedPostgresAddress();
            }

            var settings = new NpgsqlConnectionStringBuilder(text[Scheme.Length..]);
            return string.IsNullOrEmpty(settings.Host) || string.IsNullOrEmpty(settings.Database) ? new MalformedPostgresAddress()
                : settings.Password is null && settings.SslPassword is null ? new PostgresAddress(text[Scheme.Length..])
                : new PasswordInAddress();
        }
        catch (Exception e) when (e is ArgumentException or FormatException or KeyNotFoundException)
        {
            return new MalformedPostgresAddress();
        }
    }

    /// <inheritdoc/>
    public override string ToString() => Scheme + Connection;
}

/// <summary>An address of PostgreSQL that cannot be read; it is not repeated, for it may hold a password.</summary>
public sealed record MalformedPostgresAddress() : Problem(new Phrase(
    "the address of the catalogue is not understood: expected postgres:Host=…;Database=…;Username=…",
    "het adres van de catalogus wordt niet begrepen: verwacht postgres:Host=…;Database=…;Username=…"));

/// <summary>An address with a password in it, which would be written down.</summary>
public sealed record PasswordInAddress() : Problem(new Phrase(
    "an address with a password is not kept: leave it out, and set PGPASSWORD, or PGPASSFILE to a file that holds it",
    "een adres met een wachtwoord wordt niet bewaard: laat het weg, en zet PGPASSWORD, of PGPASSFILE op een bestand waar het in staat"));
