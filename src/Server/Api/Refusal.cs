using Sluiswachter.Model;

namespace Sluiswachter.Server.Api;

/// <summary>A kind of refusal of the server, as a client knows it: by a name that stays.</summary>
/// <param name="Name">The name, in lower case with hyphens; the last segment of the problem's <c>type</c>.</param>
/// <param name="Status">The HTTP status.</param>
/// <param name="Title">What it is, in a few words.</param>
/// <param name="Explains">What brings it about, and what helps.</param>
/// <remarks>Source: RFC 9457, Problem Details for HTTP APIs. Each is explained at <see cref="Path"/>.</remarks>
internal sealed record Refusal(string Name, int Status, Phrase Title, Phrase Explains)
{
    public static readonly Refusal UnknownParameter = Bad(
        "unknown-parameter",
        new("Unknown parameter", "Onbekende parameter"),
        new("The question has a parameter that the server does not know. Names are written exactly as in the OpenAPI document.",
            "De vraag heeft een parameter die de server niet kent. Namen worden precies zo geschreven als in het OpenAPI-document."));

    public static readonly Refusal GivenTwice = Bad(
        "given-twice",
        new("Parameter given more than once", "Parameter meer dan eens gegeven"),
        new("A parameter of which there can be only one, such as the day, was given more than once.",
            "Een parameter die er maar één keer kan zijn, zoals de dag, is meer dan eens gegeven."));

    public static readonly Refusal NothingSwitchedOff = Bad(
        "nothing-switched-off",
        new("Nothing is switched off", "Er wordt niets uitgezet"),
        new("A question names at least one country, location, supplier or service.",
            "Een vraag noemt minstens één land, locatie, leverancier of dienst."));

    public static readonly Refusal MissingValue = Bad(
        "missing-value",
        new("Value missing", "Waarde ontbreekt"),
        new("A parameter that must be given is absent, or a parameter is there without a value.",
            "Een parameter die gegeven moet worden ontbreekt, of een parameter staat er zonder waarde."));

    public static readonly Refusal UnknownCountry = Bad(
        "unknown-country",
        new("Unknown country", "Onbekend land"),
        new("Countries are named by their assigned two-letter code of ISO 3166-1, in capitals.",
            "Landen worden genoemd met hun toegekende tweelettercode van ISO 3166-1, in hoofdletters."));

    public static readonly Refusal MalformedId = Bad(
        "malformed-id",
        new("Malformed id", "Ongeldig id"),
        new("An id has 1 to 200 characters without white space or control characters.",
            "Een id heeft 1 tot 200 tekens zonder witruimte of besturingstekens."));

    public static readonly Refusal UnknownId = Bad(
        "unknown-id",
        new("Unknown id", "Onbekend id"),
        new("The register holds nothing of the expected kind with that id; where something looks like it, the detail names it.",
            "Het register kent niets van de verwachte soort met dat id; als iets erop lijkt, noemt de toelichting het."));

    public static readonly Refusal DoesNotHoldThen = Bad(
        "does-not-hold-then",
        new("Does not hold on that day", "Geldt niet op die dag"),
        new("The register knows the id, but not for the day of the question.",
            "Het register kent het id, maar niet voor de dag van de vraag."));

    public static readonly Refusal NotADate = Bad(
        "not-a-date",
        new("Not a date", "Geen datum"),
        new("Days are written as yyyy-MM-dd, such as 2026-04-28, and must be in the calendar.",
            "Dagen worden geschreven als jjjj-mm-dd, zoals 2026-04-28, en moeten in de kalender staan."));

    public static readonly Refusal NotACount = Bad(
        "not-a-count",
        new("Not a number in range", "Geen getal binnen de grenzen"),
        new("Numbers are whole and within the bounds that the detail names.",
            "Getallen zijn geheel en liggen binnen de grenzen die de toelichting noemt."));

    public static readonly Refusal NotAChoice = Bad(
        "not-a-choice",
        new("Not one of the choices", "Geen van de keuzes"),
        new("The value is not one of the words that the OpenAPI document lists for the parameter.",
            "De waarde is geen van de woorden die het OpenAPI-document voor de parameter noemt."));

    public static readonly Refusal NotAnswerable = Bad(
        "not-answerable",
        new("Cannot be answered so", "Zo niet te beantwoorden"),
        new("Parts of the question do not go together, or one is missing that another needs; the detail says what would do.",
            "Delen van de vraag gaan niet samen, of er ontbreekt een dat een ander nodig heeft; de toelichting zegt wat wel kan."));

    public static readonly Refusal SeveralProblems = Bad(
        "several-problems",
        new("Several things are wrong", "Er is meer dan één ding mis"),
        new("The question has several problems of different kinds; the list errors tells each of them, with its own code.",
            "De vraag heeft verschillende soorten problemen; de lijst errors noemt ze allemaal, elk met een eigen code."));

    public static readonly Refusal NotFound = new(
        "not-found",
        StatusCodes.Status404NotFound,
        new("Not found", "Niet gevonden"),
        new("There is nothing at this address. Addresses have no trailing slash.",
            "Op dit adres is niets. Adressen eindigen niet op een schuine streep."));

    public static readonly Refusal MethodNotAllowed = new(
        "method-not-allowed",
        StatusCodes.Status405MethodNotAllowed,
        new("Method not allowed", "Methode niet toegestaan"),
        new("The server only reads: it answers GET and HEAD.", "De server leest alleen: hij beantwoordt GET en HEAD."));

    public static readonly Refusal MisdirectedRequest = new(
        "misdirected-request",
        StatusCodes.Status421MisdirectedRequest,
        new("Not a name of this server", "Geen naam van deze server"),
        new("The server listens to this machine only, and was called by a name that is not one of this machine. Use localhost or 127.0.0.1; a proxy passes one of these as Host.",
            "De server luistert alleen naar deze machine, en is aangeroepen met een naam die niet van deze machine is. Gebruik localhost of 127.0.0.1; een proxy geeft een daarvan door als Host."));

    public static readonly Refusal TooBusy = new(
        "too-busy",
        StatusCodes.Status503ServiceUnavailable,
        new("Too busy", "Te druk"),
        new("Many questions are being calculated; ask again in a few seconds.",
            "Er worden veel vragen tegelijk berekend; vraag het over enkele seconden opnieuw."));

    public static readonly Refusal RegisterNotAvailable = new(
        "register-not-available",
        StatusCodes.Status503ServiceUnavailable,
        new("Register not available", "Register niet beschikbaar"),
        new("The place where the register is kept does not answer as it should. Whoever runs the server sees why.",
            "De plaats waar het register staat antwoordt niet zoals het hoort. Wie de server beheert ziet waarom."));

    public static readonly Refusal Unexpected = new(
        "unexpected",
        StatusCodes.Status500InternalServerError,
        new("Something went wrong here", "Hier ging iets mis"),
        new("A mistake of the program, not of the question. Whoever runs the server sees what happened.",
            "Een fout van het programma, niet van de vraag. Wie de server beheert ziet wat er gebeurde."));

    /// <summary>All kinds, in the order of the documentation.</summary>
    public static IReadOnlyList<Refusal> All { get; } =
    [
        UnknownParameter, GivenTwice, NothingSwitchedOff, MissingValue, UnknownCountry, MalformedId, UnknownId,
        DoesNotHoldThen, NotADate, NotACount, NotAChoice, NotAnswerable, SeveralProblems, NotFound, MethodNotAllowed,
        MisdirectedRequest, TooBusy,
        RegisterNotAvailable, Unexpected,
    ];

    /// <summary>The URI reference that is the problem's <c>type</c>.</summary>
    public string Path => $"/problems/{Name}";

    /// <summary>The kind under which a problem with a parameter is known.</summary>
    public static Refusal Of(Problem problem) => problem switch
    {
        Api.UnknownParameter => UnknownParameter,
        Api.GivenTwice => GivenTwice,
        Insight.NothingSwitchedOff => NothingSwitchedOff,
        Model.MissingValue => MissingValue,
        Model.UnknownCountry or App.Inquiries.NeitherCountryNorGroup => UnknownCountry,
        Model.MalformedId => MalformedId,
        App.UnknownId => UnknownId,
        App.Inquiries.DoesNotHoldThen => DoesNotHoldThen,
        Model.NotADate => NotADate,
        Model.NotACount or Insight.HorizonOutOfRange => NotACount,
        Model.NotAChoice => NotAChoice,
        App.Inquiries.InquiryProblem or App.EmptyRegister or Insight.NobodyAskedAbout => NotAnswerable,
        _ => throw new ArgumentOutOfRangeException(nameof(problem), problem, "no kind of refusal for this problem"),
    };

    /// <summary>The kind for a status that the framework set without a body; null when the status is no refusal.</summary>
    public static Refusal? Of(int status) => status switch
    {
        < StatusCodes.Status400BadRequest => null,
        _ => All.FirstOrDefault(r => r.Status == status && r.Status != StatusCodes.Status400BadRequest) ?? Unexpected,
    };

    private static Refusal Bad(string name, Phrase title, Phrase explains) =>
        new(name, StatusCodes.Status400BadRequest, title, explains);
}

/// <summary>A parameter that the question does not have.</summary>
internal sealed record UnknownParameter(string Parameter, IReadOnlyList<string> Known) : Problem(new Phrase(
    $"{Quote(Parameter)} is not a parameter: expected one of {string.Join(", ", Known)}",
    $"{Quote(Parameter)} is geen parameter: verwacht een van {string.Join(", ", Known)}"));

/// <summary>A parameter given more than once of which there can be only one.</summary>
internal sealed record GivenTwice(string Parameter, int Times) : Problem(new Phrase(
    $"{Parameter} is given {Times} times: expected it once",
    $"{Parameter} is {Times} keer gegeven: verwacht één keer"));
