using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Sluiswachter.VaultServer.Folder;

/// <summary>What kind of vault a folder holds.</summary>
/// <param name="Format">The version of the layout.</param>
/// <param name="Name">The name, with which its log signs.</param>
/// <param name="Place">The code of the country that it is in; in small letters its region of S3.</param>
public sealed record VaultDescription(int Format, string Name, string Place)
{
    /// <summary>The file that holds it, in the folder.</summary>
    internal const string FileName = "vault.json";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, // Read by people, not by browsers.
    };

    /// <summary>The format of a vault that is all in its folder.</summary>
    public const int InFolder = 1;

    /// <summary>The format of one with an engine elsewhere, which a program that knows no other would not find.</summary>
    public const int OverEngines = 2;

    /// <summary>The database of the catalogue, without password; null: <c>catalogue.sqlite</c> in the folder.</summary>
    public string? Catalogue { get; init; }

    /// <summary>The S3 service of the sealed streams, without secret; null: <c>blobs/</c> in the folder.</summary>
    public KeptBlobs? Blobs { get; init; }

    /// <summary>Reads it; null when the file says nothing.</summary>
    /// <exception cref="JsonException">It was cut or altered.</exception>
    internal static VaultDescription? Read(string folder) =>
        JsonSerializer.Deserialize<VaultDescription>(File.ReadAllText(Path.Combine(folder, FileName)), Json);

    /// <summary>As it is kept.</summary>
    internal string ToText() => JsonSerializer.Serialize(this, Json) + "\n";
}

/// <summary>An S3 service in the description of a vault.</summary>
/// <param name="Address">The bucket, and what names begin with.</param>
/// <param name="Region">The region for which requests are signed.</param>
/// <param name="Place">The code of the country in which it keeps them.</param>
public sealed record KeptBlobs(string Address, string Region, string Place);
