using System.Collections.Frozen;
using Sluiswachter.Model;

namespace Sluiswachter.App;

/// <summary>What countries are called in sentences, in both languages.</summary>
/// <remarks>
/// Short everyday names of the codes of ISO 3166-1, the Dutch ones as the Nederlandse Taalunie lists them. The runtime
/// knows no names here: it runs without the tables of languages, so that it is the same on every machine.
/// </remarks>
public static class CountryNames
{
    /// <summary>Code, English and Dutch name, with the article that a sentence needs.</summary>
    private const string Table =
        """
        AD Andorra|Andorra
        AE the United Arab Emirates|de Verenigde Arabische Emiraten
        AF Afghanistan|Afghanistan
        AG Antigua and Barbuda|Antigua en Barbuda
        AI Anguilla|Anguilla
        AL Albania|Albanië
        AM Armenia|Armenië
        AO Angola|Angola
        AQ Antarctica|Antarctica
        AR Argentina|Argentinië
        AS American Samoa|Amerikaans-Samoa
        AT Austria|Oostenrijk
        AU Australia|Australië
        AW Aruba|Aruba
        AX the Åland Islands|Åland
        AZ Azerbaijan|Azerbeidzjan
        BA Bosnia and Herzegovina|Bosnië en Herzegovina
        BB Barbados|Barbados
        BD Bangladesh|Bangladesh
        BE Belgium|België
        BF Burkina Faso|Burkina Faso
        BG Bulgaria|Bulgarije
        BH Bahrain|Bahrein
        BI Burundi|Burundi
        BJ Benin|Benin
        BL Saint Barthélemy|Saint-Barthélemy
        BM Bermuda|Bermuda
        BN Brunei|Brunei
        BO Bolivia|Bolivia
        BQ Bonaire, Sint Eustatius and Saba|Bonaire, Sint Eustatius en Saba
        BR Brazil|Brazilië
        BS the Bahamas|de Bahama's
        BT Bhutan|Bhutan
        BV Bouvet Island|Bouveteiland
        BW Botswana|Botswana
        BY Belarus|Belarus
        BZ Belize|Belize
        CA Canada|Canada
        CC the Cocos Islands|de Cocoseilanden
        CD the Democratic Republic of the Congo|de Democratische Republiek Congo
        CF the Central African Republic|de Centraal-Afrikaanse Republiek
        CG the Republic of the Congo|de Republiek Congo
        CH Switzerland|Zwitserland
        CI Côte d'Ivoire|Ivoorkust
        CK the Cook Islands|de Cookeilanden
        CL Chile|Chili
        CM Cameroon|Kameroen
        CN China|China
        CO Colombia|Colombia
        CR Costa Rica|Costa Rica
        CU Cuba|Cuba
        CV Cabo Verde|Kaapverdië
        CW Curaçao|Curaçao
        CX Christmas Island|Christmaseiland
        CY Cyprus|Cyprus
        CZ Czechia|Tsjechië
        DE Germany|Duitsland
        DJ Djibouti|Djibouti
        DK Denmark|Denemarken
        DM Dominica|Dominica
        DO the Dominican Republic|de Dominicaanse Republiek
        DZ Algeria|Algerije
        EC Ecuador|Ecuador
        EE Estonia|Estland
        EG Egypt|Egypte
        EH Western Sahara|de Westelijke Sahara
        ER Eritrea|Eritrea
        ES Spain|Spanje
        ET Ethiopia|Ethiopië
        FI Finland|Finland
        FJ Fiji|Fiji
        FK the Falkland Islands|de Falklandeilanden
        FM Micronesia|Micronesia
        FO the Faroe Islands|de Faeröer
        FR France|Frankrijk
        GA Gabon|Gabon
        GB the United Kingdom|het Verenigd Koninkrijk
        GD Grenada|Grenada
        GE Georgia|Georgië
        GF French Guiana|Frans-Guyana
        GG Guernsey|Guernsey
        GH Ghana|Ghana
        GI Gibraltar|Gibraltar
        GL Greenland|Groenland
        GM the Gambia|Gambia
        GN Guinea|Guinee
        GP Guadeloupe|Guadeloupe
        GQ Equatorial Guinea|Equatoriaal-Guinea
        GR Greece|Griekenland
        GS South Georgia and the South Sandwich Islands|Zuid-Georgia en de Zuidelijke Sandwicheilanden
        GT Guatemala|Guatemala
        GU Guam|Guam
        GW Guinea-Bissau|Guinee-Bissau
        GY Guyana|Guyana
        HK Hong Kong|Hongkong
        HM Heard Island and the McDonald Islands|Heard en de McDonaldeilanden
        HN Honduras|Honduras
        HR Croatia|Kroatië
        HT Haiti|Haïti
        HU Hungary|Hongarije
        ID Indonesia|Indonesië
        IE Ireland|Ierland
        IL Israel|Israël
        IM the Isle of Man|het eiland Man
        IN India|India
        IO the British Indian Ocean Territory|het Brits Indische Oceaanterritorium
        IQ Iraq|Irak
        IR Iran|Iran
        IS Iceland|IJsland
        IT Italy|Italië
        JE Jersey|Jersey
        JM Jamaica|Jamaica
        JO Jordan|Jordanië
        JP Japan|Japan
        KE Kenya|Kenia
        KG Kyrgyzstan|Kirgizië
        KH Cambodia|Cambodja
        KI Kiribati|Kiribati
        KM the Comoros|de Comoren
        KN Saint Kitts and Nevis|Saint Kitts en Nevis
        KP North Korea|Noord-Korea
        KR South Korea|Zuid-Korea
        KW Kuwait|Koeweit
        KY the Cayman Islands|de Kaaimaneilanden
        KZ Kazakhstan|Kazachstan
        LA Laos|Laos
        LB Lebanon|Libanon
        LC Saint Lucia|Saint Lucia
        LI Liechtenstein|Liechtenstein
        LK Sri Lanka|Sri Lanka
        LR Liberia|Liberia
        LS Lesotho|Lesotho
        LT Lithuania|Litouwen
        LU Luxembourg|Luxemburg
        LV Latvia|Letland
        LY Libya|Libië
        MA Morocco|Marokko
        MC Monaco|Monaco
        MD Moldova|Moldavië
        ME Montenegro|Montenegro
        MF Saint Martin (French part)|Sint-Maarten (Franse deel)
        MG Madagascar|Madagaskar
        MH the Marshall Islands|de Marshalleilanden
        MK North Macedonia|Noord-Macedonië
        ML Mali|Mali
        MM Myanmar|Myanmar
        MN Mongolia|Mongolië
        MO Macao|Macau
        MP the Northern Mariana Islands|de Noordelijke Marianen
        MQ Martinique|Martinique
        MR Mauritania|Mauritanië
        MS Montserrat|Montserrat
        MT Malta|Malta
        MU Mauritius|Mauritius
        MV the Maldives|de Maldiven
        MW Malawi|Malawi
        MX Mexico|Mexico
        MY Malaysia|Maleisië
        MZ Mozambique|Mozambique
        NA Namibia|Namibië
        NC New Caledonia|Nieuw-Caledonië
        NE Niger|Niger
        NF Norfolk Island|Norfolk
        NG Nigeria|Nigeria
        NI Nicaragua|Nicaragua
        NL the Netherlands|Nederland
        NO Norway|Noorwegen
        NP Nepal|Nepal
        NR Nauru|Nauru
        NU Niue|Niue
        NZ New Zealand|Nieuw-Zeeland
        OM Oman|Oman
        PA Panama|Panama
        PE Peru|Peru
        PF French Polynesia|Frans-Polynesië
        PG Papua New Guinea|Papoea-Nieuw-Guinea
        PH the Philippines|de Filipijnen
        PK Pakistan|Pakistan
        PL Poland|Polen
        PM Saint Pierre and Miquelon|Saint-Pierre en Miquelon
        PN the Pitcairn Islands|de Pitcairneilanden
        PR Puerto Rico|Puerto Rico
        PS Palestine|Palestina
        PT Portugal|Portugal
        PW Palau|Palau
        PY Paraguay|Paraguay
        QA Qatar|Qatar
        RE Réunion|Réunion
        RO Romania|Roemenië
        RS Serbia|Servië
        RU Russia|Rusland
        RW Rwanda|Rwanda
        SA Saudi Arabia|Saudi-Arabië
        SB the Solomon Islands|de Salomonseilanden
        SC the Seychelles|de Seychellen
        SD Sudan|Sudan
        SE Sweden|Zweden
        SG Singapore|Singapore
        SH Saint Helena, Ascension and Tristan da Cunha|Sint-Helena, Ascension en Tristan da Cunha
        SI Slovenia|Slovenië
        SJ Svalbard and Jan Mayen|Spitsbergen en Jan Mayen
        SK Slovakia|Slowakije
        SL Sierra Leone|Sierra Leone
        SM San Marino|San Marino
        SN Senegal|Senegal
        SO Somalia|Somalië
        SR Suriname|Suriname
        SS South Sudan|Zuid-Sudan
        ST São Tomé and Príncipe|Sao Tomé en Principe
        SV El Salvador|El Salvador
        SX Sint Maarten (Dutch part)|Sint Maarten (Nederlandse deel)
        SY Syria|Syrië
        SZ Eswatini|Eswatini
        TC the Turks and Caicos Islands|de Turks- en Caicoseilanden
        TD Chad|Tsjaad
        TF the French Southern Territories|de Franse Zuidelijke Gebieden
        TG Togo|Togo
        TH Thailand|Thailand
        TJ Tajikistan|Tadzjikistan
        TK Tokelau|Tokelau
        TL Timor-Leste|Oost-Timor
        TM Turkmenistan|Turkmenistan
        TN Tunisia|Tunesië
        TO Tonga|Tonga
        TR Türkiye|Turkije
        TT Trinidad and Tobago|Trinidad en Tobago
        TV Tuvalu|Tuvalu
        TW Taiwan|Taiwan
        TZ Tanzania|Tanzania
        UA Ukraine|Oekraïne
        UG Uganda|Oeganda
        UM the United States Minor Outlying Islands|de kleine afgelegen eilanden van de Verenigde Staten
        US the United States|de Verenigde Staten
        UY Uruguay|Uruguay
        UZ Uzbekistan|Oezbekistan
        VA Vatican City|Vaticaanstad
        VC Saint Vincent and the Grenadines|Saint Vincent en de Grenadines
        VE Venezuela|Venezuela
        VG the British Virgin Islands|de Britse Maagdeneilanden
        VI the United States Virgin Islands|de Amerikaanse Maagdeneilanden
        VN Vietnam|Vietnam
        VU Vanuatu|Vanuatu
        WF Wallis and Futuna|Wallis en Futuna
        WS Samoa|Samoa
        YE Yemen|Jemen
        YT Mayotte|Mayotte
        ZA South Africa|Zuid-Afrika
        ZM Zambia|Zambia
        ZW Zimbabwe|Zimbabwe
        """;

    private static readonly FrozenDictionary<string, Phrase> Names = Table.Split('\n')
        .Select(line => (Code: line[..2], Names: line[3..].Split('|')))
        .ToFrozenDictionary(l => l.Code, l => new Phrase(l.Names[0], l.Names[1]), StringComparer.Ordinal);

    /// <summary>The name within a sentence: <c>the United States</c>, <c>de Verenigde Staten</c>.</summary>
    public static Phrase InSentence(Country country) => Names[country.Code];

    /// <summary>The name in a list: <c>United States</c>, <c>Verenigde Staten</c>.</summary>
    public static Phrase InList(Country country) =>
        new(WithoutArticle(Names[country.Code].English, "the "), WithoutArticle(Names[country.Code].Dutch, "de ", "het "));

    private static string WithoutArticle(string name, params ReadOnlySpan<string> articles)
    {
        foreach (var article in articles)
        {
            if (name.StartsWith(article, StringComparison.Ordinal))
            {
                return string.Concat(name[article.Length..][..1].ToUpperInvariant(), name[article.Length..][1..]);
            }
        }

        return name;
    }
}
