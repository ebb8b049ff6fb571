using Sluiswachter.Model;

namespace Sluiswachter.Exchange.Sheets;

/// <summary>A mapping file of an unlikely size.</summary>
public sealed record MappingTooBig() : Problem(new Phrase(
    $"the mapping is too large: expected at most {MappingYaml.MostCharacters} characters",
    $"de mapping is te groot: verwacht ten hoogste {MappingYaml.MostCharacters} tekens"));

/// <summary>A mapping file without anything in it.</summary>
public sealed record MappingEmpty() : Problem(new Phrase(
    "the mapping is empty: expected at least 'mapping: 1' and 'sheets:'; sluis import FILE --suggest-map proposes one",
    "de mapping is leeg: verwacht minstens 'mapping: 1' en 'sheets:'; sluis import BESTAND --suggest-map stelt er een voor"));

/// <summary>Text that is not YAML.</summary>
public sealed record NotYaml(string Detail) : Problem(new Phrase(
    $"this is not YAML ({Detail}): expected 'key: value' lines; a text with a brace, colon or # goes between quotes",
    $"dit is geen YAML ({Detail}): verwacht regels 'sleutel: waarde'; een tekst met een accolade, dubbele punt of # hoort tussen aanhalingstekens"));

/// <summary>A part of YAML that a mapping has no use for.</summary>
public sealed record NotMappingYaml(string What, string Wat) : Problem(new Phrase(
    $"{What}: not allowed in a mapping; write it out",
    $"{Wat}: niet toegestaan in een mapping; schrijf het uit"));

/// <summary>A key that stands twice in one place.</summary>
public sealed record KeyTwice(string Key) : Problem(new Phrase(
    $"{Quote(Key)} stands here twice: expected each key once",
    $"{Quote(Key)} staat hier twee keer: verwacht elke sleutel één keer"));

/// <summary>A key that means nothing here.</summary>
public sealed record UnknownKey(string Key, IReadOnlyList<string> Known) : Problem(new Phrase(
    $"unknown key {Quote(Key)}{MappingHint.For(Key, Known).English}: expected {string.Join(", ", Known)}",
    $"onbekende sleutel {Quote(Key)}{MappingHint.For(Key, Known).Dutch}: verwacht {string.Join(", ", Known)}"));

/// <summary>A key that must be there.</summary>
public sealed record KeyMissing(string Key, Phrase Meaning) : Problem(new Phrase(
    $"the key '{Key}' is missing: expected {Meaning.English}",
    $"de sleutel '{Key}' ontbreekt: verwacht {Meaning.Dutch}"));

/// <summary>Something of the wrong form: a list where a text belongs, or a word that is not known.</summary>
public sealed record NotAsExpected(string Found, Phrase Expected) : Problem(new Phrase(
    $"found {Found}: expected {Expected.English}",
    $"gevonden {Found}: verwacht {Expected.Dutch}"));

/// <summary>A version of the mapping language that this program does not speak.</summary>
public sealed record UnknownMappingVersion(string Found) : Problem(new Phrase(
    $"mapping version {Quote(Found)} is not known: expected 'mapping: 1'",
    $"mappingversie {Quote(Found)} is onbekend: verwacht 'mapping: 1'"));

/// <summary>A value that only the reader of the suggestion can fill in, and that was not.</summary>
public sealed record ValueToFillIn(string Name) : Problem(new Phrase(
    $"values.{Name} is still '?': fill in {(Name == Mapping.OrganisationValue ? "the id of your organisation in the register, such as gm0363" : "its value")}",
    $"values.{Name} is nog '?': vul {(Name == Mapping.OrganisationValue ? "het id van uw organisatie in het register in, zoals gm0363" : "de waarde in")}"));

/// <summary>A column of the bundle that a fact needs and the mapping does not fill.</summary>
public sealed record RequiredColumnNotMapped(string Fact, string Column) : Problem(new Phrase(
    $"{Fact} needs '{Column}': expected a line that fills it",
    $"{Fact} heeft '{Column}' nodig: verwacht een regel die het vult"));

/// <summary>A sheet that the workbook does not have.</summary>
public sealed record SheetNotFound(string Name, IReadOnlyList<string> Sheets) : Problem(new Phrase(
    $"there is no sheet {Quote(Name)}{MappingHint.For(Name, Sheets).English}: the workbook has {MappingHint.List(Sheets)}",
    $"er is geen werkblad {Quote(Name)}{MappingHint.For(Name, Sheets).Dutch}: de werkmap heeft {MappingHint.List(Sheets)}"));

/// <summary>A workbook with several sheets, of which the mapping names none.</summary>
public sealed record WhichSheet(IReadOnlyList<string> Sheets) : Problem(new Phrase(
    $"the workbook has several sheets ({MappingHint.List(Sheets)}): name one, such as sheet: {Sheets[0]}",
    $"de werkmap heeft meerdere werkbladen ({MappingHint.List(Sheets)}): noem er een, zoals sheet: {Sheets[0]}"));

/// <summary>A column that the sheet does not have.</summary>
public sealed record ColumnNotFound(string Name, IReadOnlyList<string> Headers) : Problem(new Phrase(
    $"there is no column {Quote(Name)}{MappingHint.For(Name, Headers).English}: the header has {MappingHint.List(Headers)}",
    $"er is geen kolom {Quote(Name)}{MappingHint.For(Name, Headers).Dutch}: de kop heeft {MappingHint.List(Headers)}"));

/// <summary>A header that stands above several columns.</summary>
public sealed record ColumnTwice(string Name, IReadOnlyList<string> Letters) : Problem(new Phrase(
    $"{Quote(Name)} stands above the columns {string.Join(" and ", Letters)}: name one by its letter, such as ${Letters[0]}",
    $"{Quote(Name)} staat boven de kolommen {string.Join(" en ", Letters)}: noem er een bij de letter, zoals ${Letters[0]}"));

/// <summary>A name that is both a value of the mapping and a header of the sheet.</summary>
public sealed record ColumnOrValue(string Name, string Letter) : Problem(new Phrase(
    $"{Quote(Name)} is a value of the mapping and also the header of column {Letter}: rename the value, or name the column as ${Letter}",
    $"{Quote(Name)} is een waarde van de mapping en ook de kop van kolom {Letter}: hernoem de waarde, of noem de kolom ${Letter}"));

/// <summary>A cell that must hold something and does not.</summary>
public sealed record CellEmpty(string Fact, string Column, string Header) : Problem(new Phrase(
    $"the cell is empty: expected a value for {Fact}.{Column}; if such rows give no {Fact}, add 'when: {Header}'",
    $"de cel is leeg: verwacht een waarde voor {Fact}.{Column}; geven zulke rijen geen {Fact}, voeg dan 'when: {Header}' toe"));

/// <summary>A cell whose text, once converted, is refused.</summary>
public sealed record CellReadAs(string Text, string Read, Problem Why) : Problem(new Phrase(
    $"{Quote(Text)}, read as {Quote(Read)}: {Why.Says.English}",
    $"{Quote(Text)}, gelezen als {Quote(Read)}: {Why.Says.Dutch}"));

/// <summary>Text that is not a date in the form that the mapping declares.</summary>
public sealed record NotADateAs(string Text, IReadOnlyList<string> Formats) : Problem(new Phrase(
    $"{Quote(Text)} is not a date as {string.Join(" or ", Formats)}: expected one such as {MappingDate.Example(Formats[0])}",
    $"{Quote(Text)} is geen datum als {string.Join(" of ", Formats)}: verwacht er een zoals {MappingDate.Example(Formats[0])}"));

/// <summary>Text that is not a number in the form that the mapping declares.</summary>
public sealed record NotANumberAs(string Text, string Form, IReadOnlyList<string> Units) : Problem(new Phrase(
    $"{Quote(Text)} is not a number written as {Form}{(Units.Count == 0 ? "" : $", alone or with {MappingHint.List(Units)}")}: expected one such as {Form}",
    $"{Quote(Text)} is geen getal geschreven als {Form}{(Units.Count == 0 ? "" : $", los of met {MappingHint.List(Units)}")}: verwacht er een zoals {Form}"));

/// <summary>A number in text whose dots and commas may mean two things.</summary>
public sealed record NumberFormNotDeclared(string Text) : Problem(new Phrase(
    $"{Quote(Text)} can be read in two ways: declare how numbers are written, such as number: \"1.234,56\"",
    $"{Quote(Text)} kan op twee manieren worden gelezen: geef aan hoe getallen zijn geschreven, zoals number: \"1.234,56\""));

/// <summary>Text that the mapping's word list does not have.</summary>
public sealed record NotInWordList(string Text, IReadOnlyList<string> Words) : Problem(new Phrase(
    $"{Quote(Text)} is not in the word list{MappingHint.For(Text, Words).English}: expected {MappingHint.List(Words)}; or add it to the list",
    $"{Quote(Text)} staat niet in de woordenlijst{MappingHint.For(Text, Words).Dutch}: verwacht {MappingHint.List(Words)}; of voeg het toe aan de lijst"));

/// <summary>Text of which nothing is left to make an id of.</summary>
public sealed record NothingForAnId(string Text) : Problem(new Phrase(
    $"{Quote(Text)} holds no letter or digit to make an id of: expected a name",
    $"{Quote(Text)} bevat geen letter of cijfer om een id van te maken: verwacht een naam"));

/// <summary>Two rows that say different things about one fact.</summary>
public sealed record RowsContradict(
    string Fact, string Key, string Column, string Here, string There, string ThereAt) : Problem(new Phrase(
    $"{Fact} {Quote(Key)} has {Column} {Quote(Here)} here and {Quote(There)} at {ThereAt}: expected the same in both rows",
    $"{Fact} {Quote(Key)} heeft {Column} {Quote(Here)} hier en {Quote(There)} bij {ThereAt}: verwacht hetzelfde in beide rijen"));

/// <summary>Two spellings of a name that differ in capitals only.</summary>
public sealed record SpelledAlike(string Here, string There, string ThereAt) : Problem(new Phrase(
    $"{Quote(Here)} is taken for {Quote(There)} of {ThereAt}: only capitals differ",
    $"{Quote(Here)} is gelezen als {Quote(There)} van {ThereAt}: alleen hoofdletters verschillen"));

/// <summary>A merged block among the data, without a word in the mapping on what its other rows hold.</summary>
public sealed record MergedData(string Range) : Problem(new Phrase(
    $"the cells {Range} are merged: add 'merged: repeat' to the sheet if their value counts for each row, or 'merged: leave' if only for the first",
    $"de cellen {Range} zijn samengevoegd: zet 'merged: repeat' bij het werkblad als hun waarde voor elke rij geldt, of 'merged: leave' als alleen voor de eerste"));

/// <summary>A row with cells that gave no fact.</summary>
public sealed record RowWithoutFacts() : Problem(new Phrase(
    "the row holds something but gives no fact: no condition of the mapping is met",
    "de rij bevat iets maar geeft geen feit: aan geen voorwaarde van de mapping is voldaan"));

/// <summary>A data row that looks like a total.</summary>
public sealed record LooksLikeTotals(string Text) : Problem(new Phrase(
    $"{Quote(Text)} looks like a row of totals and is read as data: if so, add it to rows.stop or rows.skip",
    $"{Quote(Text)} lijkt een totaalrij en wordt als gegeven gelezen: zo ja, zet het in rows.stop of rows.skip"));

/// <summary>Columns that the mapping passes over.</summary>
public sealed record ColumnsNotUsed(IReadOnlyList<string> Columns) : Problem(new Phrase(
    $"the mapping does not use {string.Join(", ", Columns)}: map them, or list them under 'ignore'",
    $"de mapping gebruikt {string.Join(", ", Columns)} niet: wijs ze toe, of noem ze onder 'ignore'"));

/// <summary>A sheet in which the mapping finds no data rows.</summary>
public sealed record NoDataRows(int From) : Problem(new Phrase(
    $"there are no data rows from row {From} on: expected at least one; look at 'header' and 'rows'",
    $"er zijn geen gegevensrijen vanaf rij {From}: verwacht er minstens één; kijk naar 'header' en 'rows'"));
