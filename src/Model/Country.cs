namespace Sluiswachter.Model;

/// <summary>A country, by its assigned ISO 3166-1 alpha-2 code in capitals.</summary>
/// <remarks>Never guessed from an IP address or a domain: it is a sourced fact about a legal entity or a place.</remarks>
public readonly record struct Country
{
    /// <summary>The officially assigned codes (ISO 3166-1:2020), two letters each.</summary>
    private const string Assigned =
        "ADAEAFAGAIALAMAOAQARASATAUAWAXAZBABBBDBEBFBGBHBIBJBLBMBNBOBQBRBSBTBVBWBYBZCACCCDCFCGCHCICKCLCMCNCOCRCUCVCWCX" +
        "CYCZDEDJDKDMDODZECEEEGEHERESETFIFJFKFMFOFRGAGBGDGEGFGGGHGIGLGMGNGPGQGRGSGTGUGWGYHKHMHNHRHTHUIDIEILIMINIOIQIR" +
        "ISITJEJMJOJPKEKGKHKIKMKNKPKRKWKYKZLALBLCLILKLRLSLTLULVLYMAMCMDMEMFMGMHMKMLMMMNMOMPMQMRMSMTMUMVMWMXMYMZNANCNE" +
        "NFNGNINLNONPNRNUNZOMPAPEPFPGPHPKPLPMPNPRPSPTPWPYQARERORSRURWSASBSCSDSESGSHSISJSKSLSMSNSOSRSSSTSVSXSYSZTCTDTF" +
        "TGTHTJTKTLTMTNTOTRTTTVTWTZUAUGUMUSUYUZVAVCVEVGVIVNVUWFWSYEYTZAZMZW";

    private static readonly bool[] IsAssigned = Mark();

    private Country(int number) => Number = number;

    /// <summary>The greatest <see cref="Number"/> that a country can have.</summary>
    public const int MostNumber = 26 * 26;

    /// <summary>The code as one number, 1 to 676: (first letter − 'A') × 26 + (second letter − 'A') + 1.</summary>
    /// <remarks>Written to disk; never changes.</remarks>
    public int Number { get; }

    /// <summary>The two letters.</summary>
    public string Code =>
        string.Create(2, Number - 1, static (span, n) => (span[0], span[1]) = ((char)('A' + n / 26), (char)('A' + n % 26)));

    /// <summary>Every assigned country, in alphabetical order of its code.</summary>
    public static IEnumerable<Country> All =>
        Enumerable.Range(1, IsAssigned.Length - 1).Where(n => IsAssigned[n]).Select(n => new Country(n));

    /// <summary>Makes a country from its code.</summary>
    public static Result<Country> Of(string code)
    {
        if (code is [>= 'A' and <= 'Z' and var first, >= 'A' and <= 'Z' and var second] &&
            IsAssigned[NumberOf(first, second)])
        {
            return new Country(NumberOf(first, second));
        }

        return new UnknownCountry(code);
    }

    /// <summary>The country with a number that was written to disk.</summary>
    /// <exception cref="ArgumentOutOfRangeException">No assigned country has that number: the store is damaged.</exception>
    public static Country FromNumber(int number) =>
        number > 0 && number < IsAssigned.Length && IsAssigned[number]
            ? new Country(number)
            : throw new ArgumentOutOfRangeException(nameof(number), number, "no assigned country");

    /// <inheritdoc />
    public override string ToString() => Code;

    private static int NumberOf(char first, char second) => (first - 'A') * 26 + (second - 'A') + 1;

    private static bool[] Mark()
    {
        var marks = new bool[26 * 26 + 1];
        for (var i = 0; i < Assigned.Length; i += 2)
        {
            marks[NumberOf(Assigned[i], Assigned[i + 1])] = true;
        }

        return marks;
    }
}

/// <summary>Text that is not an assigned country code, with a hint where a common slip is recognised.</summary>
public sealed record UnknownCountry(string Text) : Problem(new Phrase(
    $"{Quote(Text)} is not a country: expected an assigned ISO 3166-1 alpha-2 code in capitals{Hint(Text).English}",
    $"{Quote(Text)} is geen land: verwacht een toegekende ISO 3166-1 alpha-2-code in hoofdletters{Hint(Text).Dutch}"))
{
    private static Phrase Hint(string text) => text.Trim().ToUpperInvariant() switch
    {
        "UK" => Suggest("GB"),
        "EL" => Suggest("GR"),
        "USA" => Suggest("US"),
        "NLD" => Suggest("NL"),
        "EU" => new Phrase("; the European Union is not a country, name its member states",
            "; de Europese Unie is geen land, noem de lidstaten"),
        var tidy when tidy != text && Country.Of(tidy).Holds => Suggest(tidy),
        _ => new Phrase("", ""),
    };

    private static Phrase Suggest(string code) => new($"; did you mean {code}?", $"; bedoelt u {code}?");
}
